using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging.Rules;

public sealed class DeterministicRulesTests
{
    private static readonly LimitRulePlan Queue = new()
    {
        Name = "queue",
        Signal =
        "queue",
        Max = 100,
        FailAfter = new(3, 5)
    };

    private static readonly BurnRateRulePlan Burn = new() { Name = "budget", Signal = "app.errors", Objective = 0.99 };

    private static readonly AbsentRulePlan Gone = new()
    {
        Name = "gone",
        Signal =
        "queue",
        For = TimeSpan.FromMinutes(1)
    };

    [Theory]
    [InlineData("gggggggggg", Outcome.Pass)]
    [InlineData("gggggbgbgb", Outcome.Fail)]
    [InlineData("gggggrrrrr", Outcome.Fail)]
    [InlineData("bbbbbggggg", Outcome.Pass)]
    [InlineData("gggggmmmmm", Outcome.Inconclusive)]
    public void Health_counts_looks_from_the_warm_up_on(string after, Outcome expected) =>
        Assert.Equal(expected, One(Up, 10, State("ggggg", after)).Outcome);

    [Theory]
    [InlineData(0, Outcome.Pass)]
    [InlineData(4, Outcome.Inconclusive)]
    public void A_budget_is_not_kept_by_requests_of_our_own(double ownPerSecond, Outcome expected) =>
        Assert.Equal(expected, One(Burn, 10,
            Ratio(Pair(0, 60).Times(75), Pair(0, 60).Times(10)) with { OwnPerSecond = ownPerSecond }).Outcome);

    [Fact]
    public void Health_says_what_the_last_bad_look_said()
    {
        var state = State("ggggg", "gggggrrrrr");
        var told = state with
        {
            LooksAfter = [.. state.LooksAfter.Select((look, i) => look with { Why = i > 4 ? $"down at {i}" : null })],
        };
        Assert.EndsWith("failed on one (3 of 5 fail): down at 7", One(Up, 10, told).Explanation);
        Assert.EndsWith("failed on one (3 of 5 fail)", One(Up, 10, state).Explanation);
    }

    [Fact]
    public void A_limit_says_what_the_looks_said_that_brought_the_points()
    {
        var up = State("ggggg", "gggggggggg") with { Name = "queue.up" };
        var told = up with
        {
            LooksAfter = [.. up.LooksAfter.Select((look, i) => look with { Why = i > 4 ? $"new error {i}" : null })],
        };
        var plan = Queue with { Signal = "queue.depth" };
        var depth = Signal("queue.depth", SignalKind.Gauge, Level(50).Times(10), Level(150).Times(10));
        string Said(params SignalHistory[] signals) =>
            Judge.Watch(Watch(10, [plan], [depth, .. signals])).Evidence[0].Explanation;
        Assert.Matches(@"at worst 150.*: new error \d$", Said(told));
        Assert.Matches("at worst 150[a-z ]*$", Said(up));
        Assert.Matches("at worst 150[a-z ]*$", Said());
    }

    [Fact]
    public void A_limit_on_events_says_what_happened_and_how_often()
    {
        var rule = new LimitRulePlan { Name = "oom", Signal = "cache.oom", Max = 0, FailAfter = new(3, 5) };
        var oom = Signal("cache.oom", SignalKind.Rate, Level(0).Times(60), Level(3).Times(10)) with
        {
            Unit = "per-second",
            Words = new() { Happened = "writes were refused: the memory is full" },
        };
        Assert.Equal("writes were refused: the memory is full, 9 times in 45 s: cache.oom was above 0 per second in 3"
            + " of 3 points (3 of 5 fail), at worst 0.2 per second", One(rule, 10, oom).Explanation);
        Assert.StartsWith("cache.oom was above 0 per second in 0 of",
            One(rule, 10, oom with { After = oom.After with { Points = [.. Level(0).Times(10)] } }).Explanation);
    }

    [Fact]
    public void Refused_looks_of_a_start_count_for_nothing_until_the_first_good_one()
    {
        // Warm-up 15 s, so that looks within start-within (60 s) would count if they were not refused.
        var hasty = Policy with { WarmUp = TimeSpan.FromSeconds(15) };
        Evidence At(int points, string after)
        {
            var asked = Watch(points, [Up], State("ggggg", after));
            return Judge.Watch(asked with { Plan = asked.Plan with { Policy = hasty } }).Evidence[0];
        }

        Assert.NotEqual(Outcome.Fail, At(4, "rrrr").Outcome);
        Assert.Equal(Outcome.Fail, At(4, "bbbb").Outcome);
        Assert.Equal(Outcome.Fail, At(8, "rrrrrrrr").Outcome);
        Assert.Equal(Outcome.Fail, At(5, "grrrr").Outcome);
    }

    [Fact]
    public void Refused_looks_since_the_announcement_are_not_pre_existing()
    {
        // The announcement lies 30 s before t0: the last two looks before it.
        Assert.False(One(Up, 10, State("gggrr", "bbbbbbbbbb")).PreExisting);
        Assert.True(One(Up, 10, State("ggbbb", "bbbbbbbbbb")).PreExisting);
        Assert.False(One(Up, 10, State("ggxxx", "bbbbbbbbbb")).PreExisting);
    }

    [Fact]
    public void One_dead_instance_of_many_fails()
    {
        var looks = Enumerable.Range(0, 5).SelectMany(i => Looks(T0, new string(i == 3 ? 'b' : 'g', 12), $"pod-{i}"));
        var signal = State("", "") with { LooksAfter = [.. looks.OrderBy(look => look.At)] };
        var evidence = One(Up, 12, signal);
        Assert.Equal(Outcome.Fail, evidence.Outcome);
        Assert.Equal("3 of 3 looks at home.up failed on pod-3 (3 of 5 fail)", evidence.Explanation);
    }

    [Fact]
    public void A_probe_that_fell_silent_passes_nothing() =>
        Assert.Equal(Outcome.Inconclusive, One(Up, 30, State("ggggg", new string('g', 12))).Outcome);

    [Fact]
    public void A_sick_service_is_pre_existing_at_the_window_s_end_and_not_rolled_back()
    {
        var sick = State(new string('b', 30), new string('b', 30));
        Assert.Equal(Decision.Pending, Judge.Watch(Watch(20, [Up], sick)).Decision);
        Assert.Equal(Cause.PreExisting, Judge.Watch(Watch(30, [Up], sick)).Cause);
    }

    [Fact]
    public void A_sick_service_can_deploy_its_fix() => Assert.Equal(Decision.Promote,
        Judge.Watch(Watch(30, [Up], State(new string('b', 30), new string('g', 30)))).Decision);

    [Theory]
    [InlineData(99, Outcome.Pass)]
    [InlineData(101, Outcome.Fail)]
    [InlineData(1e300, Outcome.Fail)]
    [InlineData(double.NaN, Outcome.Inconclusive)]
    [InlineData(double.PositiveInfinity, Outcome.Inconclusive)]
    public void A_limit_is_a_limit(double level, Outcome expected) =>
        Assert.Equal(expected, One(Queue, 10, Gauge(Level(50).Times(60), Level(level).Times(10))).Outcome);

    [Fact]
    public void A_limit_broken_before_as_well_is_pre_existing() =>
        Assert.True(One(Queue, 10, Gauge(Level(200).Times(60), Level(200).Times(10))).PreExisting);

    [Fact]
    public void A_ratio_s_limit_needs_three_bad_ones_beyond_it()
    {
        var rule = new LimitRulePlan { Name = "rate", Signal = "app.errors", Max = 0.01, FailAfter = new(1, 3) };
        Assert.Equal(
            Outcome.Pass, One(rule, 10, Ratio(Pair(0, 1).Times(60), [.. Pair(0, 1).Times(9), Pair(1, 1)])).Outcome);
        Assert.Equal(Outcome.Fail, One(rule, 10, Ratio(Pair(0, 99).Times(60), Pair(5, 99).Times(10))).Outcome);
    }

    [Theory]
    [InlineData(0.90, 100, Outcome.Pass)]
    [InlineData(0.80, 100, Outcome.Fail)]
    [InlineData(0.80, 1, Outcome.Inconclusive)]
    public void A_budget_that_burns_fourteen_times_too_fast_fails(double good, double requests, Outcome expected) =>
        Assert.Equal(expected,
            One(Burn, 20, Ratio(Pair(0, 100).Times(60), Pair((1 - good) * requests, requests).Times(20))).Outcome);

    [Fact]
    public void A_burst_in_the_short_window_alone_does_not_fail() => Assert.Equal(Outcome.Pass,
        One(Burn, 30, Ratio(Pair(0, 100).Times(60), [.. Pair(0, 100).Times(27), .. Pair(60, 100).Times(3)])).Outcome);

    [Fact]
    public void One_bad_request_of_thirty_burns_nothing() => Assert.Equal(Outcome.Pass,
        One(Burn with { Objective = 0.999 }, 15, Ratio(Pair(0, 3).Times(60), [.. Pair(0, 3).Times(14), Pair(1, 3)]))
            .Outcome);

    [Fact]
    public void A_signal_gone_while_its_target_answers_is_absent()
    {
        var gauge = Gauge(Level(5).Times(60), [.. Level(5).Times(6), .. default(Point).Times(6)]);
        Evidence At(string looks) => Judge.Watch(Watch(12, [Gone], gauge, State("", looks))).Evidence[0];
        Assert.Equal(Outcome.Fail, At("gggggggggggg").Outcome);
        Assert.Equal(Outcome.Inconclusive, At("ggggggbbbbbb").Outcome);
        Assert.Equal(Outcome.Inconclusive, At("gggggg").Outcome);
    }

    [Fact]
    public void A_signal_that_was_never_there_is_not_missed() => Assert.Equal(Cause.NoBaseline,
        Judge.Watch(Watch(12, [Gone], Gauge([], default(Point).Times(12)), State("", "gggggggggggg"))).Evidence[0]
            .Cause);

    [Fact]
    public void Two_restarts_fail_unless_there_were_two_before()
    {
        var rule = new RestartsRulePlan { Name = "restarts", Signal = "app.restarts" };
        var signal = State("", "") with { Name = "app.restarts", Unit = "restarts" };
        Assert.Equal(Outcome.Pass, One(rule, 10, signal with { Count = 1 }).Outcome);
        Assert.Equal(Outcome.Fail, Judge.Watch(Watch(2, [rule], signal with { Count = 2 })).Evidence[^1].Outcome);
        Assert.True(One(rule, 10, signal with { Count = 2, CountBefore = 2 }).PreExisting);
    }

    private static SignalHistory Gauge(IEnumerable<Point> before, IEnumerable<Point> after) =>
        Signal("queue", SignalKind.Gauge, before, after);

    private static Evidence One(RulePlan rule, int points, SignalHistory signal) =>
        Judge.Watch(Watch(points, [rule], signal)).Evidence.Single(evidence => evidence.Rule == rule.Name);
}
