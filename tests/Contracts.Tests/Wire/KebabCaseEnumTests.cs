using System.Text.Json;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

public sealed class KebabCaseEnumTests
{
    public static TheoryData<Type> Enums { get; } =
        [.. typeof(Ids).Assembly.GetExportedTypes().Where(type => type.IsEnum)];

    [Theory]
    [MemberData(nameof(Enums))]
    public void Every_value_of_every_enum_is_a_lower_kebab_word_and_reads_back(Type type)
    {
        foreach (var value in Enum.GetValues(type))
        {
            var json = JsonSerializer.Serialize(value, type, ContractsJson.Wire);
            Assert.Matches("^\"[a-z]+(-[a-z]+)*\"$", json);
            Assert.Equal(value, JsonSerializer.Deserialize(json, type, ContractsJson.Wire));
        }
    }

    [Theory]
    [InlineData("\"perhaps\"")]
    [InlineData("\"Promote\"")]
    [InlineData("\"PROMOTE\"")]
    [InlineData("\"promote,rollback\"")]
    [InlineData("\" promote\"")]
    [InlineData("\"1\"")]
    [InlineData("1")]
    [InlineData("\"\"")]
    [InlineData("null")]
    [InlineData("true")]
    [InlineData("{}")]
    public void What_is_no_word_of_the_enum_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJson.Wire.Decision));

    [Fact]
    public void A_value_that_has_no_word_is_not_written() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Serialize((Decision)99, ContractsJson.Wire.Decision));

    [Theory]
    [InlineData(Cause.TooLittleTraffic, "too-little-traffic")]
    [InlineData(Cause.PreExisting, "pre-existing")]
    [InlineData(Strategy.BlueGreen, "blue-green")]
    [InlineData(FeedbackKind.FalseAlarm, "false-alarm")]
    [InlineData(SignalKind.Latency, "latency")]
    public void Words_are_those_of_the_design(Enum value, string word) => Assert.Equal(
        $"\"{word}\"", JsonSerializer.Serialize(value, value.GetType(), ContractsJson.Wire));

    [Fact]
    public void The_zero_values_claim_nothing()
    {
        Assert.Equal(Outcome.Inconclusive, default);
        Assert.Equal(Decision.Pending, default);
    }
}
