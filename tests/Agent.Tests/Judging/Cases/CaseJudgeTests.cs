using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.OfCases.Series;

namespace Bellwether.Agent.Tests.Judging.OfCases;

public sealed class CaseJudgeTests
{
    private const int Days = 5 * Day;

    private static readonly SeriesDefinition Healthy =
        Define(("cpu", Wave(Days + 60, 11)), ("p99", Wave(Days + 60, 12)), ("queue", Wave(Days + 60, 13)));

    [Fact]
    public void A_doubled_level_is_rolled_back_and_told_in_plain_words()
    {
        var answer = CaseJudge.Judge(Ask(Healthy, Days, "cpu", "p99") with { Observed = Doubled("p99") });
        Assert.Equal((Decision.Rollback, "p99"), (answer.Decision, answer.Signal));
        Assert.InRange(answer.AtPoint, 7, 10);
        Assert.Equal(["cpu", "p99"], answer.Evidence.Select(evidence => evidence.Signal));
        Assert.Equal([Outcome.Pass, Outcome.Fail], answer.Evidence.Select(evidence => evidence.Outcome));
        Assert.StartsWith("p99 ", answer.Evidence[1].Explanation, StringComparison.Ordinal);
        Assert.Contains("): worse than all ", answer.Evidence[1].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_healthy_one_is_promoted_at_the_last_look_with_what_is_left_open()
    {
        var answer = CaseJudge.Judge(Ask(Healthy, Days, "p99") with { Critical = Only("p99") });
        Assert.Equal((Decision.Promote, 40), (answer.Decision, answer.AtPoint));
        Assert.Null(answer.Signal);
        Assert.Contains("an increase of up to ", answer.Evidence[0].Explanation, StringComparison.Ordinal);
        Assert.Contains(" would have been found", answer.Evidence[0].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_excluded_forbids_the_promote_of_a_critical_signal_alone()
    {
        var asked = Ask(Healthy, Days, "p99") with { Tolerate = Of("p99", 0.001) };
        Assert.Equal(Decision.Promote, CaseJudge.Judge(asked).Decision);
        var answer = CaseJudge.Judge(asked with { Critical = Only("p99") });
        Assert.Equal((Decision.Inconclusive, Cause.NotExcluded, 40), (answer.Decision, answer.Cause, answer.AtPoint));
        Assert.Contains("is tolerated)", answer.Evidence[0].Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_signal_whose_data_vanished_forbids_the_promote(bool critical)
    {
        var asked = Ask(Healthy, Days, "cpu", "p99") with
        {
            Observed = Seen("p99", [.. Healthy.Signals["p99"][Days..(Days + 8)]]),
            Critical = critical ? Only("p99") : Only("cpu"),
        };
        var answer = CaseJudge.Judge(asked);
        Assert.Equal((Decision.Inconclusive, Cause.NoData), (answer.Decision, answer.Cause));
        Assert.Equal(Cause.NoData, answer.Evidence[1].Cause);
    }

    [Fact]
    public void A_crossing_before_another_signal_loses_its_data_is_a_rollback_all_the_same()
    {
        var observed = Doubled("cpu");
        var asked = Ask(Healthy, Days, "cpu", "p99") with
        {
            Observed = new Dictionary<string, double[]>
            {
                ["cpu"] = observed["cpu"],
                ["p99"] = [.. Healthy.Signals["p99"][Days..(Days + 9)]],
            },
        };
        Assert.Equal((Decision.Rollback, "cpu"), (CaseJudge.Judge(asked).Decision, CaseJudge.Judge(asked).Signal));
    }

    [Fact]
    public void What_crosses_after_an_early_promote_does_not_count_but_its_strength_is_told()
    {
        var late = Healthy.Signals["p99"][Days..(Days + 40)].Changed(25, x => 3 * x);
        var asked = Ask(Healthy, Days, "p99") with { Observed = Seen("p99", late) };
        var answer = CaseJudge.Judge(asked with { MinWatchPoints = 20 });
        Assert.Equal((Decision.Promote, 23), (answer.Decision, answer.AtPoint));
        Assert.True(answer.Evidence[0].Strength > 5, $"{answer.Evidence[0].Strength}");
        Assert.Equal(Decision.Rollback, CaseJudge.Judge(asked).Decision);
    }

    [Fact]
    public void Of_two_that_cross_at_one_look_the_stronger_is_named()
    {
        var observed = Doubled("cpu").Concat(Doubled("p99")).ToDictionary();
        observed["p99"] = [.. observed["p99"].Select(x => 5 * x)];
        foreach (var names in new string[][] { ["cpu", "p99"], ["p99", "cpu"] })
            Assert.Equal("p99", CaseJudge.Judge(Ask(Healthy, Days, names) with { Observed = observed }).Signal);
    }

    [Fact]
    public void What_comes_after_the_decision_names_no_other_signal()
    {
        var observed = Doubled("cpu").Concat(Doubled("p99")).ToDictionary();
        observed["p99"] = [.. observed["p99"].Select(x => 1.5 * x)];
        observed["cpu"] = observed["cpu"].Changed(10, x => 50 * x);
        var answer = CaseJudge.Judge(Ask(Healthy, Days, "cpu", "p99") with { Observed = observed });
        Assert.Equal((7, "p99"), (answer.AtPoint, answer.Signal));
        Assert.True(answer.Evidence[0].Strength > answer.Evidence[1].Strength);
    }

    [Theory]
    [InlineData("Increase", Decision.Promote)]
    [InlineData("Decrease", Decision.Rollback)]
    [InlineData("Either", Decision.Rollback)]
    public void The_directions_of_a_case_override_those_of_its_series(string name, Decision decision)
    {
        var direction = Enum.Parse<Direction>(name);
        var series = Healthy with { Directions = new Dictionary<string, Direction> { ["p99"] = Direction.Either } };
        var halved = Healthy.Signals["p99"][Days..(Days + 40)].Select(x => x / 2).ToArray();
        var answer = CaseJudge.Judge(Ask(series, Days, "p99") with
        {
            Observed = Seen("p99", halved),
            Directions = new Dictionary<string, Direction> { ["p99"] = direction },
        });
        Assert.Equal(decision, answer.Decision);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(60)]
    [InlineData(719)]
    public void A_history_under_twelve_hours_is_no_baseline(int points)
    {
        var cut = CaseJudge.Judge(Ask(Healthy, Days, "p99") with { HistoryPoints = points });
        var early = CaseJudge.Judge(Ask(Healthy, points, "p99"));
        Assert.Equal([Cause.NoBaseline, Cause.NoBaseline], [cut.Cause, early.Cause]);
        Assert.Null(cut.Evidence[0].Strength);
    }

    [Fact]
    public void What_lies_before_the_history_points_changes_nothing()
    {
        var spoiled = Define(("p99", [.. Enumerable.Repeat(1e6, Day), .. Healthy.Signals["p99"][Day..]]));
        var asked = Ask(Healthy, Days, "p99") with { HistoryPoints = Days - Day };
        Assert.Equal(Text(CaseJudge.Judge(asked)), Text(CaseJudge.Judge(asked with { Series = spoiled })));
    }

    [Fact]
    public void E5_stands_beside_the_placebo_judge_from_one_day_to_four()
    {
        string Methods(int days) => string.Join(' ', CaseJudge
            .Judge(Ask(Healthy, Days, "p99") with { HistoryPoints = days * Day })
            .Evidence.Select(evidence => evidence.Method));
        Assert.Equal(["placebo e5", "placebo e5"], [Methods(1), Methods(3)]);
        Assert.Equal(["placebo", "placebo"], [Methods(4), Methods(5)]);
        var frugal = Ask(Healthy, Days, "p99") with { HistoryPoints = 2 * Day, FalseRollbackBudget = 0.017 };
        Assert.Equal(["placebo"], CaseJudge.Judge(frugal).Evidence.Select(evidence => evidence.Method));
    }

    [Fact]
    public void E5_has_no_strength_and_bounds_nothing_beside_the_placebo_judge()
    {
        var asked = Ask(Healthy, Days, "p99") with { HistoryPoints = 2 * Day, Observed = Doubled("p99") };
        var answer = CaseJudge.Judge(asked with { Allow = Of("p99", 0.1) });
        Assert.Equal(Decision.Rollback, answer.Decision);
        Assert.Null(answer.Evidence[1].Strength);
        Assert.Equal("e5", answer.Evidence[1].Method);
    }

    [Fact]
    public void A_mask_reaches_neither_beyond_t0_nor_into_the_points_before_it()
    {
        var asked = Ask(Healthy, Days, "p99") with { Observed = Doubled("p99") };
        var after = asked with { Series = Healthy with { Mask = [new(Days, Days + 40)] } };
        Assert.Equal(Text(CaseJudge.Judge(asked)), Text(CaseJudge.Judge(after)));
        var all = CaseJudge.Judge(asked with { Series = Healthy with { Mask = [new(0, Days)] } });
        Assert.Equal(Cause.NoBaseline, all.Cause);
        var last = CaseJudge.Judge(asked with { Series = Healthy with { Mask = [new(Days - 60, Days)] } });
        Assert.Equal(CaseJudge.Judge(asked).Evidence[0].Baseline!.Value, last.Evidence[0].Baseline!.Value);
    }

    [Fact]
    public void A_masked_incident_is_no_example_of_healthy()
    {
        var wild = Wave(Days, 14);
        for (var i = 2 * Day; i < 3 * Day; i++) wild[i] *= 1 + i / 20 % 2;
        var asked = Ask(Define(("p99", wild)), Days, "p99") with { Observed = Doubled("p99") };
        var masked = asked with { Series = asked.Series! with { Mask = [new(2 * Day, 3 * Day + 60)] } };
        Assert.True(Strength(masked) > Strength(asked), $"{Strength(masked)} {Strength(asked)}");
    }

    [Fact]
    public void Observed_points_beyond_the_window_are_cut_and_absent_ones_are_missing()
    {
        var own = Ask(Healthy, Days, "p99");
        var same = own with { Observed = Seen("p99", Healthy.Signals["p99"][Days..(Days + 40)]) };
        var longer = own with
        {
            Observed = Seen("p99", [.. Healthy.Signals["p99"][Days..(Days + 40)], .. Enumerable.Repeat(1e9, 500)]),
        };
        Assert.Equal(Text(CaseJudge.Judge(own)), Text(CaseJudge.Judge(same)));
        Assert.Equal(Text(CaseJudge.Judge(own)), Text(CaseJudge.Judge(longer)));
        Assert.Equal(Cause.NoData, CaseJudge.Judge(own with { Observed = Seen("p99", []) }).Cause);
    }

    [Fact]
    public void At_may_be_the_end_of_the_history_where_all_is_observed()
    {
        var whole = Ask(Healthy, Days, "p99") with { Observed = Doubled("p99") };
        var cut = whole with { Series = Define(("p99", Healthy.Signals["p99"][..Days])) };
        Assert.Equal(Text(CaseJudge.Judge(whole)), Text(CaseJudge.Judge(cut)));
    }

    [Fact]
    public void Neither_the_order_of_signals_nor_a_cache_changes_an_answer()
    {
        var cache = new CalibrationCache();
        var asked = Ask(Healthy, Days, "cpu", "p99", "queue") with { Observed = Doubled("p99") };
        var one = CaseJudge.Judge(asked, cache);
        var other = CaseJudge.Judge(asked with { Signals = ["queue", "p99", "cpu"] });
        Assert.Equal(Text(one), Text(other with { Evidence = [.. other.Evidence.Reverse()] }));
        Assert.Equal(Text(one), Text(CaseJudge.Judge(asked, cache)));
    }

    [Fact]
    public void Below_a_minute_the_verdict_says_that_nothing_is_calibrated()
    {
        var answer = CaseJudge.Judge(Ask(Healthy with { IntervalSeconds = 30 }, Days, "p99"));
        Assert.EndsWith("; uncalibrated at this interval", answer.Evidence[0].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Seeds_are_the_same_for_ever()
    {
        Assert.Equal(14016438624881690138UL, CaseSeed.Of("web-1", 5760, ["p99"]));
        Assert.NotEqual(CaseSeed.Of("web-1", 5760, ["p99"]), CaseSeed.Of("web-1", 5761, ["p99"]));
    }

    private static double? Strength(CaseQuestion asked) => CaseJudge.Judge(asked).Evidence[0].Strength;

    private static Dictionary<string, double[]> Doubled(string name) =>
        Seen(name, [.. Healthy.Signals[name][Days..(Days + 60)].Select(x => 2 * x)]);
}
