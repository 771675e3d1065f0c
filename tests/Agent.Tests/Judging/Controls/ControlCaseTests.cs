using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Judging.Controls;

/// <summary>Cases with a control group, as the judge of a case answers them.</summary>
public sealed class ControlCaseTests
{
    private const int Day = 288;
    private const int At = 3 * Day;
    private const int Window = 40;

    [Fact]
    public void A_fault_beside_a_healthy_control_is_rolled_back()
    {
        var answer = CaseJudge.Judge(Ask(treated: 1.5, control: 1));
        Assert.Equal((Decision.Rollback, "p99"), (answer.Decision, answer.Signal));
        Assert.InRange(answer.AtPoint, 7, 20);
        var told = Assert.Single(answer.Evidence);
        Assert.Equal(("placebo", "control", Outcome.Fail), (told.Method, told.Baseline!.Kind, told.Outcome));
        Assert.InRange(told.Effect!.Value, 0.3, 0.7);
    }

    [Fact]
    public void A_healthy_version_beside_its_control_is_promoted()
    {
        var answer = CaseJudge.Judge(Ask(treated: 1, control: 1));
        Assert.Equal((Decision.Promote, null), (answer.Decision, answer.Cause));
        Assert.Equal(Window, answer.AtPoint);
    }

    [Theory]
    [InlineData(2, 2)]
    [InlineData(4, 2)]
    public void What_the_control_has_as_well_is_a_shared_cause(double treated, double control)
    {
        var answer = CaseJudge.Judge(Ask(treated, control));
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.SharedCause), (answer.Decision, answer.Cause));
    }

    [Theory]
    [InlineData(1.5, 1, Decision.Rollback)]
    [InlineData(1, 1, Decision.Promote)]
    [InlineData(1.5, 1.5, Decision.Inconclusive)]
    public void With_an_hour_of_history_blocks_have_to_do(double treated, double control, Decision decision)
    {
        var asked = Ask(treated, control, load: 0.01) with { HistoryPoints = 60 };
        var answer = CaseJudge.Judge(asked);
        Assert.Equal(decision, answer.Decision);
        Assert.Equal(("control", "blocks"), (answer.Evidence[0].Method, answer.Evidence[0].Statistic));
        Assert.Equal(Window, answer.AtPoint);
    }

    [Fact]
    public void Without_history_a_control_that_rides_the_load_does_not_excuse_a_fault()
    {
        var asked = Ask(1.5, 1) with { HistoryPoints = 60 };
        Assert.Equal(Decision.Rollback, CaseJudge.Judge(asked).Decision);
    }

    [Fact]
    public void A_treated_side_that_vanished_is_no_promote()
    {
        var asked = Ask(1, 1) with
        {
            Observed = new Dictionary<string, double[]> { ["p99"] = MadeSeries.Constant(Window, double.NaN) },
        };
        var answer = CaseJudge.Judge(asked);
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.NoData), (answer.Decision, answer.Cause));
    }

    [Theory]
    [InlineData(0.05, 0.001, Decision.Rollback, null)]
    [InlineData(0.05, 0.05, Decision.Inconclusive, Cause.SharedCause)]
    [InlineData(0.001, 0.001, Decision.Promote, null)]
    public void Errors_of_both_sides_are_a_shared_cause(double treated, double control, Decision decision, Cause? cause)
    {
        var dice = new Dice(8);
        SeriesDefinition Errors(string name, double share) => new()
        {
            Name = name,
            IntervalSeconds = 300,
            Counts = new Dictionary<string, CountPair[]>
            {
                ["errors"] = [.. MadePairs.Pairs(dice, At, 200, 0.001), .. MadePairs.Pairs(dice, Window, 200, share)],
            },
        };
        var answer = CaseJudge.Judge(new()
        {
            Series = Errors("new", treated),
            Control = Errors("old", control),
            At = At,
            Signals = ["errors"],
        });
        Assert.Equal((decision, cause), (answer.Decision, answer.Cause));
    }

    [Fact]
    public void One_sick_signal_of_two_is_named_and_both_are_told()
    {
        var asked = Ask(1.6, 1);
        var answer = CaseJudge.Judge(asked with { Signals = ["cpu", "p99"] });
        Assert.Equal((Decision.Rollback, "p99"), (answer.Decision, answer.Signal));
        Assert.Equal(["cpu", "p99"], answer.Evidence.Select(evidence => evidence.Signal));
    }

    private static CaseQuestion Ask(double treated, double control, double load = 0.1)
    {
        var dice = new Dice(21);
        var shared = MadeSeries.Autoregression(dice, At + Window, 0.9, (0, load));
        double[] Side(double level, double then) => [.. shared.Select((x, i) =>
            level * Math.Exp(x + 0.05 * dice.Normal()) * (i < At ? 1 : then))];
        SeriesDefinition Define(string name, double level, double then) => new()
        {
            Name = name,
            IntervalSeconds = 300,
            Signals = new Dictionary<string, double[]> { ["p99"] = Side(level, then), ["cpu"] = Side(50, 1) },
        };
        return new()
        {
            Series = Define("new", 100, treated),
            Control = Define("old", 80, control),
            At = At,
            Signals = ["p99"],
            Critical = new HashSet<string> { "p99" },
        };
    }
}
