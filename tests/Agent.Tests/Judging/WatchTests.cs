using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging;

public sealed class WatchTests
{
    private static readonly SignalHistory Healthy = Ratio(Pair(1, 1000).Times(75), Pair(1, 1000).Times(40));

    [Fact]
    public void Before_t0_it_waits() => Says(Decision.Pending, null,
        Watch(3, [Errors], Healthy).With(snapshot => snapshot with { T0 = null }));

    [Theory]
    [InlineData(7, Decision.Pending)]
    [InlineData(15, Decision.Pending)]
    [InlineData(16, Decision.Pending)]
    [InlineData(17, Decision.Promote)]
    [InlineData(30, Decision.Promote)]
    public void A_healthy_version_is_promoted_at_the_first_look_after_min_watch_and_never_before(
        int points, Decision expected) =>
        Says(expected, null, Watch(points, [Errors], Healthy));

    [Fact]
    public void The_sentence_of_a_rollback_has_numbers_and_units()
    {
        var judgement = Judge.Watch(Watch(7, [Errors], Ratio(Pair(1, 2000).Times(75), Pair(62, 2000).Times(40))));
        Assert.Equal(Decision.Rollback, judgement.Decision);
        Assert.Equal("3.1 % of 4 000 requests failed, was 0.05 % of 150 000: 62 times the baseline", judgement.Summary);
    }

    [Fact]
    public void The_sentence_of_a_promote_says_what_is_left_and_what_would_have_been_found() => Assert.Equal(
        "nothing failed in 4.25 min; errors: 0.1 % of 12 000 requests failed, was 0.1 % of 75 000; an increase of up to"
        + " 0.08 percentage points is not excluded; 0.21 % or more would have been found",
        Judge.Watch(Watch(17, [Errors], Healthy)).Summary);

    [Fact]
    public void The_sentence_of_a_rule_that_saw_too_little_says_what_it_needs() => Assert.Equal(
        "home.up was looked at only twice since the warm-up: 3 looks are needed to tell whether it is up",
        Judge.Watch(Watch(7, [Up], State("ggggg", "ggggggg"))).Evidence[0].Explanation);

    [Fact]
    public void No_promote_rests_on_what_the_service_only_needs()
    {
        var needed = Up with { Carries = false };
        var state = State("ggggg", new string('g', 40));
        Says(Decision.Promote, null, Watch(40, [Up], state));
        var judgement = Judge.Watch(Watch(40, [needed], state));
        Assert.Equal((Decision.Inconclusive, Cause.NoData), (judgement.Decision, judgement.Cause));
        Assert.Equal("nothing that was seen tells what the version itself does: add a probe that looks at the service",
            judgement.Summary);
        Says(Decision.Rollback, null, Watch(40, [needed], State("ggggg", new string('b', 40))));
    }

    [Fact]
    public void Points_of_the_warm_up_roll_nothing_back() => Says(Decision.Promote, null,
        Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), [.. Pair(900, 1000).Times(5), .. Pair(1, 1000).Times(25)])));

    [Fact]
    public void One_failed_request_at_three_a_minute_rolls_nothing_back()
    {
        for (var points = 7; points <= 30; points++)
        {
            var after = Pair(0, 1).Times(9).Append(Pair(1, 1)).Concat(Pair(0, 1).Times(30));
            Assert.NotEqual(
                Decision.Rollback, Judge.Watch(Watch(points, [Errors], Ratio(Pair(0, 1).Times(75), after))).Decision);
        }
    }

    [Fact]
    public void Twenty_errors_of_twenty_are_what_they_are() =>
        Says(Decision.Rollback, null, Watch(9, [Errors], Ratio(Pair(0, 5).Times(75), Pair(5, 5).Times(9))));

    [Fact]
    public void No_count_rolls_back_on_one_look()
    {
        // One point of the two at the first look is missing: what is left is a single look.
        Point[] burst = [.. default(Point).Times(6), Pair(500, 1000)];
        Says(Decision.Pending, null, Watch(7, [Errors], Ratio(Pair(1, 1000).Times(75), burst)));
        Says(Decision.Rollback, null, Watch(8, [Errors], Ratio(Pair(1, 1000).Times(75),
            [.. burst, Pair(500, 1000)])));
    }

    [Fact]
    public void Errors_of_one_point_alone_roll_nothing_back_however_many()
    {
        for (var points = 7; points <= 30; points++)
            Assert.NotEqual(Decision.Rollback, Judge.Watch(Watch(points, [Errors], Ratio(Pair(0, 1000).Times(75),
                [.. Pair(0, 1000).Times(8), Pair(900, 1000), .. Pair(0, 1000).Times(21)]))).Decision);
    }

    [Fact]
    public void A_point_that_is_still_open_does_not_exist_for_any_rule()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var whole = Cases.Of(seed);
            // The last point got a tenth of its data so far, and all of it bad.
            var open = whole.WithSignals(signal => signal with
            {
                After = signal.After with
                {
                    Points = [.. signal.After.Points.SkipLast(1), signal.Kind == SignalKind.Latency
                        ? Buckets(0, 0, 100) : Pair(100, 100)],
                },
            }).With(snapshot => snapshot with { ClosedUntil = T0 + 29 * Policy.Interval });
            var closed = whole.WithSignals(signal => signal with
            {
                After = signal.After with { Points = [.. signal.After.Points.SkipLast(1)] },
            }).With(snapshot => snapshot with { ClosedUntil = T0 + 29 * Policy.Interval });
            var (one, other) = (Judge.Watch(open), Judge.Watch(closed));
            Assert.Equal(29, one.Points);
            Assert.Equal((other.Decision, other.Summary), (one.Decision, one.Summary));
            Assert.Equal(other.Evidence, one.Evidence);
            Assert.Equal(Judge.Bake(closed).Evidence, Judge.Bake(open).Evidence);
        }
    }

    [Fact]
    public void An_idle_service_is_too_little_traffic() => Says(Decision.Inconclusive, Cause.TooLittleTraffic,
        Watch(30, [Errors, Slow, Up], Ratio(Pair(0, 0).Times(75), Pair(0, 0).Times(30)),
            Latency(Buckets(0, 0, 0).Times(75), Buckets(0, 0, 0).Times(30), 0.1, 0.2),
                State("ggggg", new string('g', 30))));

    [Theory]
    [InlineData(60, Decision.Inconclusive, Cause.TooLittleTraffic)]
    [InlineData(61, Decision.Inconclusive, Cause.TooLittleTraffic)]
    [InlineData(120, Decision.Promote, null)]
    public void Requests_that_may_all_be_our_own_promote_nothing(int counted, Decision decision, Cause? cause)
    {
        // Four a second are ours, and a store of metrics counts them as it counts others.
        var errors = Ratio(Pair(0, counted).Times(100), Pair(0, counted).Times(30)) with { OwnPerSecond = 4 };
        Says(decision, cause, Watch(30, [Errors], errors));
    }

    [Fact]
    public void Requests_that_may_be_our_own_still_speak_where_they_fail() => Says(Decision.Rollback, null,
        Watch(30, [Errors], Ratio(Pair(0, 60).Times(100), Pair(30, 60).Times(30)) with { OwnPerSecond = 4 }));

    [Fact]
    public void A_metrics_page_that_is_gone_is_no_data_however_healthy_the_pages_are() => Says(
        Decision.Inconclusive, Cause.NoData,
        Watch(30, [Errors, Up], Ratio(Pair(1, 1000).Times(75), []), State("ggggg", new string('g', 30))));

    [Fact]
    public void Our_own_provider_s_silence_is_not_the_target_s() =>
        Says(Decision.Inconclusive, Cause.ProviderUnavailable,
        Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), []) with { ProviderUnavailable = true }));

    [Fact]
    public void A_signal_never_seen_is_no_data() => Says(Decision.Inconclusive, Cause.NoData, Watch(30, [Errors]));

    [Fact]
    public void Nothing_but_inconclusive_rules_is_no_promote_even_if_none_is_critical() => Says(
        Decision.Inconclusive, Cause.NoData, Watch(30, [Errors with { Critical = false }, Up]));

    [Fact]
    public void No_rule_at_all_is_no_promote() => Says(Decision.Inconclusive, Cause.NoData, Watch(30, []));

    [Fact]
    public void A_rule_that_is_not_critical_and_has_no_data_is_named()
    {
        var judgement = Judge.Watch(Watch(30, [Errors, Up], Healthy));
        Assert.Equal(Decision.Promote, judgement.Decision);
        Assert.Contains("could not judge: reachability", judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Fifty_nine_points_are_no_baseline() => Says(Decision.Inconclusive, Cause.NoBaseline,
        Watch(30, [Errors], Ratio(Pair(1, 1000).Times(59), Pair(1, 1000).Times(30))));

    [Fact]
    public void Masked_points_are_no_baseline() => Says(Decision.Inconclusive, Cause.NoBaseline,
        Watch(30, [Errors], Ratio((Pair(1, 1000) with { Masked = true }).Times(500), Pair(1, 1000).Times(30))));

    [Fact]
    public void Ambiguity_is_said() => Says(Decision.Inconclusive, Cause.AmbiguousSignal,
        Watch(30, [Errors], Healthy with { Ambiguity = "a or b" }));

    [Fact]
    public void Two_versions_without_a_control_are_skew() => Says(Decision.Inconclusive, Cause.VersionSkew,
        Watch(30, [Errors], Healthy).With(snapshot => snapshot with { Versions = ["1", "2"] }));

    [Fact]
    public void Two_versions_with_a_control_are_a_canary() => Says(Decision.Promote, null,
        Watch(30, [Errors], Healthy with { Control = Healthy.After }).With(of => of with { Versions = ["1", "2"] }));

    [Fact]
    public void What_cannot_be_bounded_is_not_promoted()
    {
        var judgement = Judge.Watch(Watch(30, [Errors], Ratio(Pair(0, 10).Times(75), Pair(0, 10).Times(30))));
        Assert.Equal((Decision.Inconclusive, Cause.NotExcluded), (judgement.Decision, judgement.Cause));
        Assert.Contains(
            "is not excluded (0.5 percentage points is tolerated)", judgement.Summary, StringComparison.Ordinal);
        Assert.EndsWith("; a longer window or more traffic would tell, or let the rule tolerate more",
            judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_seen_to_be_more_than_is_tolerated_is_not_put_down_to_little_traffic()
    {
        var judgement = Judge.Watch(Watch(30, [Errors], Ratio(Pair(1, 50).Times(75), [.. Pair(1, 50).Times(20),
            .. Pair(2, 50).Times(10)])));
        Assert.Equal((Decision.Inconclusive, Cause.NotExcluded), (judgement.Decision, judgement.Cause));
        Assert.EndsWith("; what was seen is itself more than is tolerated: find out why, or let the rule tolerate more",
            judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_counted_is_told_by_its_own_name()
    {
        var judgement = Judge.Watch(Watch(30, [Errors], Ratio(Pair(1, 100).Times(75), Pair(20, 100).Times(30)) with
        {
            Words = new() { Counts = "transactions", Did = "were rolled back" },
        }));
        Assert.Contains(" transactions were rolled back, was 1 % of", judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Thirty_percent_missing_is_judged_and_more_is_not()
    {
        IEnumerable<Point> Holes(int missing) =>
            Pair(1, 1000).Times(5).Concat(default(Point).Times(missing)).Concat(Pair(1, 1000).Times(25 - missing));
        Says(Decision.Promote, null, Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), Holes(7))));
        Says(Decision.Inconclusive, Cause.NoData, Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), Holes(8))));
        Assert.Equal(0.72, Judge.Watch(Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), Holes(7)))).DataCoverage, 6);
    }

    [Theory]
    [InlineData(0, 0.05, 0.05)]
    [InlineData(1, 0.05, 0.033)]
    [InlineData(1, 0.017, 0.017)]
    public void What_e5_costs_is_taken_off_the_budget_where_it_speaks(int days, double budget, double left)
    {
        var points = 1 + (int)(TimeSpan.FromDays(days) / Policy.Interval);
        var load = Signal("load", SignalKind.Gauge, Level(1).Times(points), Level(1).Times(10));
        var asked = Watch(10, [new CompareRulePlan { Name = "load", Signal = "load" }], load);
        var plan = asked.Plan with { Policy = asked.Plan.Policy with { FalseRollbackBudget = budget } };
        Assert.Equal(left, Math.Exp(-Budget.Needed(Scene.Of(plan, asked.Snapshot, 30))), 9);
    }

    [Fact]
    public void A_version_that_the_instances_never_named_is_not_promoted()
    {
        var judgement = Judge.Watch(Watch(30, [Errors], Healthy).With(new Circumstances { StillRuns = "1.9" }));
        Assert.Equal((Decision.Inconclusive, Cause.VersionSkew), (judgement.Decision, judgement.Cause));
        Assert.Equal(
            "the instances still name version 1.9: the new version was never seen", judgement.Summary);
    }

    [Fact]
    public void Circumstances_outrank_any_failure_in_the_table_s_order()
    {
        var sick = Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), Pair(500, 1000).Times(30)));
        Circumstances all = new()
        {
            Unwell = "disk full",
            IdentityConflict = true,
            SupersededBy =
                "next",
            Cancelled = true,
            DeadlinePassed = true,
            RollbackUnsafe = ["a migration ran"],
        };
        Says(Decision.Inconclusive, Cause.AgentUnwell, sick.With(all));
        Says(Decision.Inconclusive, Cause.IdentityConflict, sick.With(all = all with { Unwell = null }));
        Says(Decision.Inconclusive, Cause.Superseded, sick.With(all = all with { IdentityConflict = false }));
        Says(Decision.Inconclusive, Cause.Cancelled, sick.With(all = all with { SupersededBy = null }));
        Says(Decision.Inconclusive, Cause.Deadline, sick.With(all = all with { Cancelled = false }));
        Says(Decision.Inconclusive, Cause.NotDeployed, sick.With(all).With(snapshot => snapshot with { T0 = null }));
        Says(Decision.Inconclusive, Cause.RollbackUnsafe, sick.With(all with { DeadlinePassed = false }));
        Says(Decision.Rollback, null, sick);
    }

    [Fact]
    public void An_unsafe_rollback_names_the_rule_s_finding_and_the_reason()
    {
        var sick = Watch(30, [Errors], Ratio(Pair(1, 1000).Times(75), Pair(500, 1000).Times(30)));
        var summary = Judge.Watch(sick.With(new Circumstances { RollbackUnsafe = ["a migration ran"] })).Summary;
        Assert.StartsWith("50 % of 2 000 requests failed", summary, StringComparison.Ordinal);
        Assert.EndsWith("undoing is unsafe: a migration ran", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_control_fails_too_is_a_shared_cause_at_the_window_s_end()
    {
        var signal = Ratio(Pair(1, 1000).Times(75), Pair(100, 1000).Times(30));
        signal = signal with { Control = signal.After };
        Says(Decision.Pending, null, Watch(20, [Errors], signal));
        Says(Decision.Inconclusive, Cause.SharedCause, Watch(30, [Errors], signal));
    }

    [Fact]
    public void A_rule_the_control_passes_rolls_back_although_another_is_shared()
    {
        var shared = Ratio(Pair(1, 1000).Times(75), Pair(100, 1000).Times(30));
        var own = Ratio(Pair(1, 1000).Times(75), Pair(100, 1000).Times(30), "shop.errors");
        Says(Decision.Rollback, null, Watch(8, [Errors, Errors with { Name = "shop", Signal = "shop.errors" }],
            shared with { Control = shared.After }, own));
    }

    [Fact]
    public void The_interval_that_holds_t0_belongs_to_neither_side()
    {
        var late = Watch(8, [Errors], Healthy).With(snapshot => snapshot with { T0 = T0.AddSeconds(1) });
        Assert.Equal(7, Judge.Watch(late).Points);
        Assert.Equal(8, Judge.Watch(Watch(8, [Errors], Healthy)).Points);
    }

    [Fact]
    public void Nothing_is_looked_at_beyond_the_window()
    {
        var late = Ratio(Pair(1, 1000).Times(75), [.. Pair(1, 1000).Times(30), .. Pair(900, 1000).Times(10)]);
        Says(Decision.Promote, null, Watch(40, [Errors], late));
    }

    [Fact]
    public void A_slowdown_is_told_by_its_bound()
    {
        var judgement = Judge.Watch(
            Watch(7, [Slow], Latency(Buckets(450, 450, 100).Times(75), Buckets(200, 420, 380).Times(9), 0.05, 0.1)));
        Assert.Equal(Decision.Rollback, judgement.Decision);
        Assert.Equal("38 % of 2 000 requests took longer than 100 ms, was 10 % of 75 000: 3.8 times the baseline",
            judgement.Summary);
    }

    [Fact]
    public void Critical_rules_have_double_weight_and_unjudged_ones_keep_theirs()
    {
        var plan = new JudgePlan { Policy = Policy, Rules = [Errors, Slow with { Critical = false }, Up] };
        Assert.Equal(2.0 / 3, Math.Exp(Budget.LogWeight(Errors, plan)), 9);
        Assert.Equal(1.0 / 3, Math.Exp(Budget.LogWeight(Slow with { Critical = false }, plan)), 9);
    }

    private static void Says(Decision decision, Cause? cause, WatchCase asked)
    {
        var judgement = Judge.Watch(asked);
        Assert.Equal((decision, cause), (judgement.Decision, judgement.Cause));
        Assert.NotEmpty(judgement.Summary);
    }
}
