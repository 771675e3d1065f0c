using Bellwether.Agent.Tests.Tidy;

namespace Bellwether.Agent.Tests.Scenarios;

/// <summary>The golden vectors of the judge.</summary>
public sealed class ScenarioTests
{
    private const string Folder = "tests/scenarios";

    public static TheoryData<string> Names { get; } = [.. SourceFile.All
        .Where(file => file.IsUnder(Folder) && file.Path.EndsWith(".txt", StringComparison.Ordinal))
        .Select(file => file.Path[(Folder.Length + 1)..])];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_judge_says_what_the_scenario_expects(string name)
    {
        var text = SourceFile.All.Single(file => file.Path == $"{Folder}/{name}").Text;
        var faults = ScenarioReader.Read(text).Faults().ToList();
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults.Prepend(name)));
    }

    [Fact]
    public void There_are_scenarios() => Assert.True(Names.Count >= 12);

    [Fact]
    public void An_expectation_that_does_not_hold_is_found()
    {
        const string healthy = """
            every  15s for 30m before  app 1000 requests 1 errors 50 slow
            every  15s for 10m         app 1000 requests 1 errors 50 slow
            """;
        Assert.Empty(ScenarioReader.Read($"{healthy}\nexpect at 10m promote").Faults());
        Assert.StartsWith("line 3: expected Rollback because errors, the judge says Promote",
            Assert.Single(ScenarioReader.Read($"{healthy}\nexpect at 10m rollback because errors").Faults()),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("watch 10m", "line 1: 'watch' is none of plan, every, expect")]
    [InlineData("\nplan window soon", "line 2: 'soon' is no time such as 15s or 10m")]
    [InlineData("plan colour blue", "line 1: 'colour blue' is nothing a plan can say")]
    [InlineData("every 15s", "line 1: every GAP for TIME [before] what is seen; …")]
    [InlineData("every 15s for 1m app fine", "line 1: 'app fine' is nothing that can be seen")]
    [InlineData("expect at 10m ship", "line 1: 'at 10m ship' is no expectation")]
    [InlineData("plan window 10m", "line 1: nothing is expected")]
    public void What_cannot_be_read_is_refused_with_its_line(string text, string fault) =>
        Assert.StartsWith(fault, Assert.Throws<FormatException>(() => ScenarioReader.Read(text)).Message,
            StringComparison.Ordinal);
}
