using System.Text.Json;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Contracts.Tests.Wire;

public sealed class SixDigitsTests
{
    [Theory]
    [InlineData(0.1 + 0.2, "0.3")]
    [InlineData(1.0 / 3, "0.333333")]
    [InlineData(1234567.8, "1234570")]
    [InlineData(0.000012345678, "1.23457E-05")]
    [InlineData(21600, "21600")]
    [InlineData(-0.0, "0")]
    [InlineData(1e300, "1E+300")]
    [InlineData(double.NaN, "null")]
    [InlineData(double.PositiveInfinity, "null")]
    [InlineData(double.NegativeInfinity, "null")]
    public void A_number_is_written_with_six_digits_and_no_number_as_null(double value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(value, ContractsJson.Wire.Double));
        Assert.Equal(json, JsonSerializer.Serialize<double?>(value, ContractsJson.Wire.NullableDouble));
    }

    [Fact]
    public void Null_reads_as_no_number()
    {
        Assert.Equal(double.NaN, JsonSerializer.Deserialize("null", ContractsJson.Wire.Double));
        Assert.Null(JsonSerializer.Deserialize("null", ContractsJson.Wire.NullableDouble));
    }

    [Theory]
    [InlineData("1e999")]
    [InlineData("-1e999")]
    [InlineData("\"0.5\"")]
    [InlineData("NaN")]
    [InlineData("\"NaN\"")]
    [InlineData("true")]
    public void What_is_no_finite_number_is_refused(string json)
    {
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJson.Wire.Double));
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, ContractsJson.Wire.NullableDouble));
    }

    [Fact]
    public void A_level_that_is_no_number_is_null_in_the_message()
    {
        var stretch = JsonSerializer.Serialize(new Stretch { Value = double.NaN }, ContractsJson.Wire.Stretch);
        Assert.Contains("\"value\":null", stretch, StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_is_near_and_rounding_again_changes_nothing() =>
        Prop.ForAll<NormalFloat>(number =>
        {
            var rounded = SixDigits.Round(number.Item);
            var near = Math.Abs(rounded - number.Item) <= 5.000_001e-6 * Math.Abs(number.Item) + double.Epsilon;
            return near && SixDigits.Round(rounded).Equals(rounded);
        }).QuickCheckThrowOnFailure();
}
