using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tests.Judging.Calibrations;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Calibrations.Learned;

namespace Bellwether.Agent.Tests.Judging.Rules;

/// <summary>What a compare rule makes of what was learned.</summary>
public sealed class CompareByPlaceboTests
{
    private static readonly CompareRulePlan Queue = new() { Name = "queue", Signal = "queue", Critical = true };
    private static readonly CompareRulePlan Slow = new() { Name = "slow", Signal = "app.latency", Critical = true };
    private static readonly CompareRulePlan P99 = new() { Name = "p99", Signal = "app.latency.p99" };

    [Theory]
    [InlineData(0.4, 1, "e5")]
    [InlineData(0.8, 1, "placebo")]
    [InlineData(2, 1, "placebo")]
    [InlineData(0.8, 3, "placebo")]
    [InlineData(2, 3, "placebo e5")]
    [InlineData(5, 3, "placebo")]
    public void The_table_of_histories_says_who_speaks(double days, double factor, string methods) => Assert.Equal(
        methods, string.Join(' ', Judge.Watch(Levels(Queue, days, factor)).Evidence.Select(of => of.Method)));

    [Fact]
    public void E5_costs_nothing_where_it_has_no_say()
    {
        static double Left(double days)
        {
            var asked = Levels(Queue, days, 1);
            return Math.Exp(-Budget.Needed(Scene.Of(asked, 40)));
        }

        Assert.Equal(0.05, Left(0.8), 9);
        Assert.Equal(0.033, Left(2), 9);
        Assert.Equal(0.05, Left(5), 9);
    }

    [Fact]
    public void A_critical_level_is_bounded_by_its_interval_and_promoted_before_the_window_ends()
    {
        var judgement = Judge.Watch(Levels(Queue, 3, 1));
        Assert.Equal(Decision.Promote, judgement.Decision);
        Assert.InRange(judgement.Evidence[0].High!.Value, 0, 0.5);
        var tight = Judge.Watch(Levels(Queue with { Tolerate = 0.001 }, 3, 1));
        Assert.Equal((Decision.Inconclusive, Cause.NotExcluded), (tight.Decision, tight.Cause));
    }

    [Theory]
    [InlineData("Decrease", 0.5, Outcome.Fail)]
    [InlineData("Decrease", 2, Outcome.Pass)]
    [InlineData("Either", 0.5, Outcome.Fail)]
    [InlineData("Either", 2, Outcome.Fail)]
    [InlineData("Increase", 0.5, Outcome.Pass)]
    public void Only_what_is_bad_fails(string word, double factor, Outcome outcome)
    {
        var rule = Queue with { Direction = Enum.Parse<Direction>(word) };
        Assert.Equal(outcome, Judge.Watch(Levels(rule, 5, factor)).Evidence[0].Outcome);
    }

    [Fact]
    public void The_share_of_slow_requests_is_judged_once_there_are_placebos()
    {
        var evidence = Judge.Watch(Shares(Slow, 5, 2.5)).Evidence[0];
        Assert.Equal(("placebo", "ratio", Outcome.Fail), (evidence.Method, evidence.Unit, evidence.Outcome));
        Assert.Equal(60_000, evidence.Baseline!.Requests);
        Assert.Equal("counts", Judge.Watch(Shares(Slow, 0.4, 2.5)).Evidence[0].Method);
    }

    [Fact]
    public void A_rule_that_names_a_quantile_is_judged_in_seconds()
    {
        var evidence = Judge.Watch(Shares(P99, 5, 2.5)).Evidence[0];
        Assert.Equal(("placebo", "seconds"), (evidence.Method, evidence.Unit));
    }

    [Fact]
    public void Other_buckets_keep_the_bound_that_was_chosen_and_end_what_was_learned_of_a_quantile()
    {
        // The new version has one bound less, and not the one that was chosen.
        static SignalHistory Coarser(SignalHistory signal) => signal with
        {
            Bounds = [0.1, 0.2],
            Before = Fewer(signal.Before),
            After = Fewer(signal.After),
        };
        Assert.Equal("placebo", Judge.Watch(Shares(Slow, 5, 1).Where(Coarser)).Evidence[0].Method);
        Assert.Equal("counts", Judge.Watch(Shares(P99, 5, 1).Where(Coarser)).Evidence[0].Method);
    }

    [Fact]
    public void Too_little_just_before_the_deployment_leaves_it_to_the_counts()
    {
        static SignalHistory Holed(SignalHistory signal) => signal with
        {
            Before = signal.Before with
            {
                Points = [.. signal.Before.Points.Select((point, i) => i >= 1440 - 30 ? default : point)],
            },
        };
        Assert.Equal("counts", Judge.Watch(Shares(Slow, 5, 1).Where(Holed)).Evidence[0].Method);
        var queue = Judge.Watch(Levels(Queue, 5, 1).Where(Holed)).Evidence[0];
        Assert.Equal((Outcome.Inconclusive, Cause.NoData), (queue.Outcome, queue.Cause));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Missing_points_neither_pass_nor_fail_and_one_point_is_no_evidence(int seen)
    {
        // Five points of warm-up come first; what is missing after them is carried forward.
        var asked = Levels(Queue, 5, 4).Where(signal => signal with
        {
            After = signal.After with
            {
                Points = [.. signal.After.Points.Select((point, i) => i >= 5 + seen ? default : point)],
            },
        });
        Assert.Equal((Decision.Inconclusive, Cause.NoData), (Judge.Watch(asked).Decision, Judge.Watch(asked).Cause));
    }

    [Fact]
    public void Hardly_any_requests_promote_nothing()
    {
        static Point Few(int minute) => new()
        {
            Seen = true,
            Total = 1,
            Buckets = minute % 5 == 0 ? [0, 0, 1, 0] : [1, 0, 0, 0],
        };
        var quiet = Learned.Watch(Slow, 5, Few, Few).Where(signal => signal with
        {
            After = signal.After with { Points = [.. signal.After.Points.Take(33), .. new Point[7]] },
        });
        Assert.NotEqual(Decision.Promote, Judge.Watch(quiet).Decision);
        Assert.Equal(Cause.TooLittleTraffic, Judge.Watch(quiet).Cause);
    }

    [Fact]
    public void What_the_control_shows_as_well_is_a_shared_cause()
    {
        var asked = Levels(Queue, 5, 2).Where(signal => signal with { Control = signal.After });
        var judgement = Judge.Watch(asked);
        Assert.Equal((Decision.Inconclusive, Cause.SharedCause), (judgement.Decision, judgement.Cause));
    }

    [Fact]
    public void What_was_learned_at_another_width_of_points_has_no_say()
    {
        var asked = Levels(Queue, 5, 2);
        var other = asked with { Calibration = asked.Calibration with { Interval = TimeSpan.FromSeconds(30) } };
        Assert.Equal("e5", Judge.Watch(other).Evidence[0].Method);
    }

    [Fact]
    public void Points_of_less_than_a_minute_are_told_as_uncalibrated()
    {
        var fine = Learned.Policy with
        {
            Interval = TimeSpan.FromSeconds(15),
            WarmUp = TimeSpan.FromSeconds(75),
            Window = TimeSpan.FromMinutes(10),
            MinWatch = TimeSpan.FromMinutes(5),
        };
        static string Said(WatchCase asked) => Judge.Watch(asked).Evidence[0].Explanation;
        Assert.EndsWith("uncalibrated at this interval", Said(Levels(Queue, 5, 1, fine)), StringComparison.Ordinal);
        Assert.DoesNotContain("uncalibrated", Said(Levels(Queue, 5, 1)), StringComparison.Ordinal);
    }

    [Fact]
    public void Rounding_twice_is_rounding_once()
    {
        var once = Levels(Queue, 2, 1).Calibration.Rules[0].Learned!;
        var twice = Rounding.Of(once);
        Assert.Equal(once.Seasonal, twice.Seasonal);
        Assert.Equal(once.Yesterday, twice.Yesterday);
        Assert.Equal(once.Sides[0].Tables[2].Tail.Maxima, twice.Sides[0].Tables[2].Tail.Maxima);
    }

    private static WatchCase Levels(CompareRulePlan rule, double days, double factor, PolicyPlan? policy = null) =>
        Learned.Watch(rule, days, minute => Gauge(LevelAt(minute)), minute => Gauge(factor * LevelAt(minute)), policy);

    private static WatchCase Shares(CompareRulePlan rule, double days, double factor) => Learned.Watch(
        rule, days, minute => Requests(Share(minute)), minute => Requests(factor * Share(minute)));

    private static double Share(int minute) => 0.06 + 0.02 * Unrest(minute);

    private static PointSeries Fewer(PointSeries series) => series with
    {
        Points =
        [
            .. series.Points.Select(point => point with
            {
                Buckets = [point.Buckets![0], point.Buckets[1], point.Buckets[2] + point.Buckets[3]],
            }),
        ],
    };
}
