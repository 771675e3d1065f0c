using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.OfCases.Series;

namespace Bellwether.Agent.Tests.Judging.OfCases;

public sealed class CaseJudgeTests
{
    private const int Days = 5 * Day;

    [Fact]
    public void A_doubled_level_is_rolled_back_and_told_in_plain_words()
    {
        var series = Define(("cpu", Wave(Days + 60, 1)), ("p99", Wave(Days + 60, 2).Changed(Days, x => 2 * x)));
        var answer = CaseJudge.Judge(Ask(series, Days, "cpu", "p99"));
        Assert.Equal((Decision.Rollback, "p99"), (answer.Decision, answer.Signal));
        Assert.InRange(answer.AtPoint, 7, 10);
        Assert.Equal(["cpu", "p99"], answer.Evidence.Select(evidence => evidence.Signal));
        Assert.StartsWith("p99 2", answer.Evidence[1].Explanation, StringComparison.Ordinal);
        Assert.Contains(" times): worse than all ", answer.Evidence[1].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_healthy_one_is_promoted_with_what_is_left_open()
    {
        var series = Define(("p99", Wave(Days + 60, 3)));
        var answer = CaseJudge.Judge(Ask(series, Days, "p99") with { Critical = new HashSet<string> { "p99" } });
        Assert.Equal(Decision.Promote, answer.Decision);
        Assert.Null(answer.Signal);
        Assert.Contains("an increase of up to ", answer.Evidence[0].Explanation, StringComparison.Ordinal);
    }
}
