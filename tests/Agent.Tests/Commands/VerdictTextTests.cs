using Bellwether.Agent.Commands.Verdicts;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Commands;

public sealed class VerdictTextTests
{
    private static readonly GateAnswer Answer = new()
    {
        DeploymentId = "d",
        Attempt = 1,
        Phase = Phase.Watch,
        Step = 0,
        Decision = Decision.Rollback,
        Summary = "errors 3 %, were 0.05 %",
    };

    [Fact]
    public void It_says_the_decision_and_its_sentence() =>
        Assert.Equal("rollback: errors 3 %, were 0.05 %", VerdictText.Of(Answer));

    [Fact]
    public void It_names_the_cause() => Assert.StartsWith(
        "inconclusive (not-excluded): ",
        VerdictText.Of(Answer with { Decision = Decision.Inconclusive, Cause = Cause.NotExcluded }),
        StringComparison.Ordinal);

    [Fact]
    public void The_note_comes_last() => Assert.EndsWith(
        Environment.NewLine + "note: observe: would have rolled back",
        VerdictText.Of(Answer with { Note = "observe: would have rolled back" }),
        StringComparison.Ordinal);
}
