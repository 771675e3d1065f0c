using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.OfCases.Series;

namespace Bellwether.Agent.Tests.Judging.OfCases;

public sealed class CountCaseTests
{
    [Fact]
    public void Strength_and_interval_are_those_computed_by_hand()
    {
        // 24 of 800 against 75 of 30 000, no over-dispersion: pooled 99/30 800; the deviance's root is 8.82117.
        var answer = CaseJudge.Judge(Ask(Pairs(75, 1, 400), Pairs(7, 12, 400)) with { WindowPoints = 7 });
        double[] parts =
        [
            24 * Math.Log(24 / (800 * 99 / 30_800.0)), 776 * Math.Log(776 / (800 * 30_701 / 30_800.0)),
            75 * Math.Log(75 / (30_000 * 99 / 30_800.0)), 29_925 * Math.Log(29_925 / (30_000 * 30_701 / 30_800.0)),
        ];
        var root = Math.Sqrt(2 * parts.Sum());
        Assert.Equal((Decision.Rollback, 7), (answer.Decision, answer.AtPoint));
        Assert.Equal(3.9 + 0.77 * (root - 3), answer.Evidence[0].Strength!.Value, 9);
        Assert.Equal(0.03 - 0.0025, answer.Evidence[0].Effect!.Value, 9);
        Assert.Equal(("counts", null, 0.0025, 0.03), (answer.Evidence[0].Method, answer.Evidence[0].Statistic,
            answer.Evidence[0].Baseline!.Value!.Value, answer.Evidence[0].Observed!.Value!.Value));
        Assert.Equal("3 % of 800 requests failed, was 0.25 % of 30 000: 12 times the baseline",
            answer.Evidence[0].Explanation);
    }

    [Fact]
    public void The_budget_is_shared_and_critical_signals_have_double_weight()
    {
        var alone = Ask(Pairs(75, 1, 400), Pairs(40, 12, 400));
        var shared = alone with
        {
            Signals = ["err", "b"],
            Counts = new Dictionary<string, CasePairs>(alone.Counts) { ["b"] = alone.Counts["err"] },
            Critical = Only("err"),
        };
        var weight = Strength(shared, 0) - Strength(alone, 0);
        Assert.Equal(Math.Log(2.0 / 3), weight, 9);
        Assert.Equal(Math.Log(1.0 / 3), Strength(shared, 1) - Strength(alone, 0), 9);
    }

    [Fact]
    public void Twenty_errors_of_twenty_are_rolled_back_and_twenty_of_none_promote_nothing()
    {
        var failing = CaseJudge.Judge(Ask(Pairs(100, 0, 10), [default, default, default, default, default,
            CountPair.Of(10, 10), CountPair.Of(10, 10)]) with
        { WindowPoints = 7 });
        Assert.Equal(Decision.Rollback, failing.Decision);
        var quiet = CaseJudge.Judge(Ask(Pairs(100, 0, 10), Pairs(7, 0, 10)) with { WindowPoints = 7 });
        Assert.Equal((Decision.Inconclusive, Cause.TooLittleTraffic), (quiet.Decision, quiet.Cause));
    }

    [Theory]
    [InlineData(59, Cause.NoBaseline)]
    [InlineData(60, null)]
    public void Counts_speak_from_sixty_points_on(int points, Cause? cause) =>
        Assert.Equal(cause, CaseJudge.Judge(Ask(Pairs(points, 1, 400), Pairs(40, 1, 400))).Cause);

    [Fact]
    public void Seven_hundred_and_sixty_five_clean_requests_exclude_half_a_percentage_point()
    {
        Cause? With(int requests) => CaseJudge.Judge(
            Ask(Pairs(1440, 0, 10_000), Pairs(7, 0, requests)) with { WindowPoints = 7, Critical = Only("err") }).Cause;
        Assert.Equal([Cause.NotExcluded, null], [With(375), With(390)]);
    }

    [Fact]
    public void Slow_requests_are_tolerated_as_a_share_and_errors_as_a_difference()
    {
        var series = new SeriesDefinition
        {
            Name = "web-1",
            Counts = new Dictionary<string, CountPair[]> { ["slow"] = Pairs(140, 5, 100) },
            Kinds = new Dictionary<string, SignalKind> { ["slow"] = SignalKind.Latency },
        };
        var asked = new CaseQuestion { Series = series, At = 100, Signals = ["slow"], Critical = Only("slow") };
        var answer = CaseJudge.Judge(asked);
        Assert.Equal((Decision.Promote, 0.0), (answer.Decision, answer.Evidence[0].Effect));
        Assert.InRange(answer.Evidence[0].High!.Value, 0.05, 0.5);
        Assert.Contains(" were slow", answer.Evidence[0].Explanation, StringComparison.Ordinal);
        var errors = series with { Kinds = new Dictionary<string, SignalKind>() };
        Assert.Equal(Cause.NotExcluded, CaseJudge.Judge(asked with { Series = errors }).Cause);
    }

    [Fact]
    public void Slow_requests_go_to_the_placebo_judge_once_it_has_its_placebos()
    {
        var dice = new Dice(3);
        CountPair[] slow = [.. Enumerable.Range(0, 3 * Day).Select(_ => CountPair.Of(dice.Binomial(400, 0.05), 400))];
        var series = new SeriesDefinition
        {
            Name = "web-1",
            Counts = new Dictionary<string, CountPair[]> { ["slow"] = slow },
            Kinds = new Dictionary<string, SignalKind> { ["slow"] = SignalKind.Latency },
        };
        var asked = new CaseQuestion { Series = series, At = 700, Signals = ["slow"] };
        Assert.Equal(["counts"], CaseJudge.Judge(asked).Evidence.Select(evidence => evidence.Method));
        var later = CaseJudge.Judge(asked with { At = 3 * Day - 40 });
        Assert.Equal(["placebo", "e5"], later.Evidence.Select(evidence => evidence.Method));
        Assert.StartsWith(
            "the share of slow requests of slow ", later.Evidence[0].Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_and_missing_pairs_are_no_baseline_and_the_last_day_is_enough()
    {
        CountPair[] pairs =
            [.. Pairs(500, 40, 400), .. Pairs(1440, 1, 400), .. Pairs(100, 200, 400), .. Pairs(60, 1, 400)];
        pairs[700] = default;
        var series = new SeriesDefinition
        {
            Name = "web-1",
            Counts = new Dictionary<string, CountPair[]> { ["err"] = pairs },
            Mask = [new(1940, 2040)],
        };
        var baseline = CaseJudge.Judge(new() { Series = series, At = 2060, Signals = ["err"] }).Evidence[0].Baseline!;
        Assert.Equal((1440, 0.0025, 576_000.0), (baseline.Points, baseline.Value, baseline.Requests));
    }

    [Fact]
    public void A_fall_is_judged_where_it_is_asked_for()
    {
        var asked = Ask(Pairs(100, 200, 400), Pairs(40, 40, 400));
        Assert.Equal(Decision.Promote, CaseJudge.Judge(asked).Decision);
        foreach (var direction in new[] { Direction.Decrease, Direction.Either })
            Assert.Equal(Decision.Rollback, CaseJudge.Judge(
                asked with { Directions = new Dictionary<string, Direction> { ["err"] = direction } }).Decision);
    }

    private static double Strength(CaseQuestion asked, int index) =>
        CaseJudge.Judge(asked).Evidence[index].Strength!.Value;

    private static CaseQuestion Ask(CountPair[] baseline, CountPair[] observed) => new()
    {
        Signals = ["err"],
        Counts = new Dictionary<string, CasePairs> { ["err"] = new(baseline, observed) },
    };
}
