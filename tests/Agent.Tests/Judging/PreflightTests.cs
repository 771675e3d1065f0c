using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging;

public sealed class PreflightTests
{
    [Fact]
    public void A_healthy_service_with_a_baseline_is_ready() =>
        Assert.Empty(Reasons([Errors, Up], Ratio(Pair(0, 100).Times(60), []), State("ggggg", "")));

    [Fact]
    public void Fewer_than_sixty_points_are_no_baseline_and_it_says_how_long_to_wait()
    {
        var reason = Assert.Single(Reasons([Errors], Ratio(Pair(0, 100).Times(50), [])));
        Assert.Equal(("no-baseline", "app.errors", 150.0), (reason.Code, reason.Signal, reason.RemainingSeconds));
        Assert.Contains("wait 2.5 min", reason.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Masked_points_do_not_count_as_baseline() => Assert.Equal("no-baseline",
        Assert.Single(Reasons(
            [Errors], Ratio([.. (Pair(0, 100) with { Masked = true }).Times(90), .. Pair(0, 100).Times(5)], []))).Code);

    [Fact]
    public void An_idle_service_has_too_little_traffic() => Assert.Equal("too-little-traffic",
        Assert.Single(Reasons([Errors], Ratio(Pair(0, 0).Times(90), []))).Code);

    [Fact]
    public void A_critical_signal_that_is_gone_now_has_no_data()
    {
        Assert.Equal("no-data", Assert.Single(Reasons([Errors])).Code);
        Assert.Equal("no-data", Assert.Single(Reasons([Errors],
            Ratio([.. Pair(0, 100).Times(90), .. default(Point).Times(30)], []))).Code);
    }

    [Fact]
    public void Rules_that_are_not_critical_may_lack_data_but_not_all_of_them()
    {
        Assert.Empty(Reasons([Errors, Up], Ratio(Pair(0, 100).Times(60), [])));
        Assert.Equal("no-data", Assert.Single(Reasons([Up])).Code);
    }

    [Fact]
    public void What_fails_already_is_told()
    {
        var reason = Assert.Single(Reasons([Up], State("ggggbbbg", "")));
        Assert.Equal("already-failing", reason.Code);
        Assert.StartsWith("rule reachability fails already: 3 of 5 looks at home.up failed on one", reason.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_fails_while_an_unproven_version_is_watched_fails_already()
    {
        Assert.Equal("already-failing", Assert.Single(Reasons([Up], State("gggggvvuuuuugg", ""))).Code);
        Assert.Empty(Reasons([Up], State("ggggguuuuvvvgg", "")));
        var limit = new LimitRulePlan { Name = "queue", Signal = "queue", Max = 100, FailAfter = new(3, 5) };
        Assert.Equal("already-failing", Assert.Single(Reasons([limit], Signal("queue", SignalKind.Gauge,
            [.. Level(5).Times(60), .. Level(500).Unproven().Times(7)], []))).Code);
    }

    [Theory]
    [InlineData(50, 1)]
    [InlineData(0, 0)]
    public void Errors_that_are_not_usual_fail_already(double failed, int reasons)
    {
        var told = Reasons(
            [Errors], Ratio([.. Pair(0, 100).Times(200), .. Pair(failed, 100).Unproven().Times(20)], []));
        Assert.Equal(reasons, told.Count);
        if (reasons == 0) return;
        Assert.Equal("already-failing", told[0].Code);
        Assert.Contains("in the last 75 s 50 % of 500 requests failed, was 0 % of", told[0].Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_incident_that_is_over_and_not_masked_is_told_since_nothing_could_be_bounded_beside_it()
    {
        IReadOnlyList<PreflightReason> After(params IEnumerable<Point>[] points) =>
            Reasons([Errors], Ratio([.. points.SelectMany(some => some)], []));
        var incident = Pair(30, 100).Times(20);
        var told = Assert.Single(After(Pair(0, 100).Times(200), incident, Pair(0, 100).Times(60)));
        Assert.Equal("not-excluded", told.Code);
        Assert.Contains("holds an incident: 2.1 % of 28 000 requests failed, in bursts", told.Explanation,
            StringComparison.Ordinal);
        Assert.Contains("`bellwether mask`", told.Explanation, StringComparison.Ordinal);
        Assert.Empty(After(
            Pair(0, 100).Times(200), incident.Select(point => point.SetAside()), Pair(0, 100).Times(60)));
        // Few requests bound nothing either, and masking helps nothing there.
        Assert.Empty(After(Pair(0, 2).Times(200), Pair(0, 2).Times(60)));
        Assert.Empty(After(Pair(1, 100).Times(280)));
    }

    [Fact]
    public void Each_deterministic_rule_is_looked_at()
    {
        var queue = Signal("queue", SignalKind.Gauge, Level(500).Times(60), []);
        Assert.Equal("already-failing", Assert.Single(Reasons(
            [new LimitRulePlan { Name = "queue", Signal = "queue", Max = 100, FailAfter = new(3, 5) }], queue)).Code);
        Assert.Equal("already-failing", Assert.Single(Reasons(
            [new BurnRateRulePlan { Name = "budget", Signal = "app.errors", Objective = 0.99 }],
                Ratio(Pair(50, 100).Times(60), []))).Code);
        Assert.Equal("already-failing", Assert.Single(Reasons(
            [new AbsentRulePlan { Name = "gone", Signal = "queue", For = TimeSpan.FromMinutes(1) }],
            Signal("queue", SignalKind.Gauge, [.. Level(5).Times(50), .. default(Point).Times(10)], []))).Code);
        Assert.Equal("already-failing", Assert.Single(Reasons(
            [new RestartsRulePlan { Name = "restarts", Signal = "app.restarts" }],
            State("", "") with { Name = "app.restarts", CountBefore = 3 })).Code);
    }

    [Fact]
    public void Ambiguity_is_told_with_its_way_out() => Assert.Equal("ambiguous-signal",
        Assert.Single(Reasons([Errors], Ratio(Pair(0, 100).Times(60), []) with { Ambiguity = "a or b: say which" }))
            .Code);

    [Fact]
    public void A_critical_level_says_how_much_history_is_missing()
    {
        var queue = new CompareRulePlan { Name = "queue", Signal = "queue", Critical = true };
        var reason = Assert.Single(Reasons([queue], Signal("queue", SignalKind.Gauge, Level(5).Times(800), [])));
        Assert.Equal(("no-baseline", 31_200.0), (reason.Code, reason.RemainingSeconds));
        Assert.Equal("12 h of history of queue are needed, there are 3 h 20 min: wait 8 h 40 min", reason.Explanation);
        Assert.Empty(Reasons([queue], Signal("queue", SignalKind.Gauge, Level(5).Times(2880), [])));
    }

    [Fact]
    public void A_level_that_is_not_critical_may_lack_history_where_others_can_carry_a_promote()
    {
        var queue = new CompareRulePlan { Name = "queue", Signal = "queue" };
        var signal = Signal("queue", SignalKind.Gauge, Level(5).Times(100), []);
        Assert.Equal("no-baseline", Assert.Single(Reasons([queue], signal)).Code);
        Assert.Empty(Reasons([queue, Errors], signal, Ratio(Pair(0, 100).Times(60), [])));
    }

    [Fact]
    public void Slow_requests_that_no_bound_can_count_are_told_with_their_way_out()
    {
        var reason = Assert.Single(Reasons([Slow], Latency(Buckets(10, 90).Times(100), [], 0.1)));
        Assert.Equal("not-excluded", reason.Code);
        Assert.Contains("more than 40 % of requests take longer than its highest bucket bound, 100 ms",
            reason.Explanation, StringComparison.Ordinal);
        Assert.Empty(Reasons([Slow], Latency(Buckets(90, 10).Times(100), [], 0.1)));
    }

    [Fact]
    public void What_fails_already_says_why()
    {
        var up = State("ggggbbbg", "");
        var told = up with { LooksBefore = [.. up.LooksBefore.Select(look => look with { Why = "no route to db" })] };
        Assert.Contains("3 of 5 looks at home.up failed on one: no route to db.",
            Assert.Single(Reasons([Up], told)).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_that_is_broken_already_says_by_how_much_and_what_the_look_said()
    {
        var plan = new LimitRulePlan { Name = "queue", Signal = "queue.depth", Max = 100, FailAfter = new(3, 5) };
        var depth = Signal("queue.depth", SignalKind.Gauge, Level(500).Times(60), []);
        var up = State("ggggg", "") with { Name = "queue.up" };
        var told = up with { LooksBefore = [.. up.LooksBefore.Select(look => look with { Why = "consumer is gone" })] };
        Assert.Contains("queue.depth was above 100 units in 3 of 3 points (3 of 5 fail), at worst 500 units:"
            + " consumer is gone.", Assert.Single(Reasons([plan], depth, told)).Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Counts_that_no_promote_needs_are_not_waited_for()
    {
        var misses = Errors with { Name = "misses", Signal = "cache.misses", Critical = false, Carries = false };
        var known = Ratio(Pair(0, 100).Times(60), []);
        var young = Ratio(Pair(0, 100).Times(5), [], "cache.misses");
        Assert.Empty(Reasons([Errors, misses], known, young));
        Assert.Empty(Reasons([Errors, misses with { Carries = true }], known, young));
        // With nothing else to rest on, a promote does need them.
        Assert.Equal("no-baseline", Assert.Single(Reasons([misses with { Carries = true }], young)).Code);
    }

    [Fact]
    public void Where_nothing_is_counted_now_it_does_not_say_to_wait()
    {
        var words = new SignalWords { Counts = "lookups" };
        var idle = Assert.Single(Reasons([Errors], Ratio(Pair(0, 0).Times(20), []) with { Words = words }));
        Assert.Equal(("too-little-traffic", null), (idle.Code, idle.RemainingSeconds));
        Assert.StartsWith("app.errors counts no lookups now (20 of the 60 points that it takes are known)",
            idle.Explanation, StringComparison.Ordinal);
    }

    private static IReadOnlyList<Contracts.Verdicts.PreflightReason> Reasons(
        IReadOnlyList<RulePlan> rules, params SignalHistory[] signals)
    {
        var asked = Watch(0, rules, signals);
        return Judge.Preflight(asked.Plan, asked.Snapshot with { T0 = null });
    }
}
