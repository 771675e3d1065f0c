using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>What was failing when a deployment was announced is not blamed on it, whatever version ran then: the
/// announcement lies two looks before t0.</summary>
public sealed class FailingBeforeTests
{
    private static readonly LimitRulePlan Queue =
        new() { Name = "queue", Signal = "queue", Max = 100, FailAfter = new(3, 5) };

    [Theory]
    // A server died while an unproven version ran, and stays dead.
    [InlineData("gggggvvvuuuuuu", true)]
    [InlineData("uuuuuuuuuuuurr", true)]
    // It had come back before the announcement: whoever breaks it again is to blame.
    [InlineData("ggggguuuuuuvgg", false)]
    [InlineData("ggguuuvvvvvvgg", false)]
    // Between the announcement and t0.
    [InlineData("uuuuuuuuuuuuuv", false)]
    // People set the stretch aside.
    [InlineData("ggggxxxxxxxxgg", false)]
    // One bad look, or two, is not failing.
    [InlineData("gggggvvvvvuugg", false)]
    public void Looks_that_fail_to_the_end_are_pre_existing(string before, bool preExisting)
    {
        var sick = State(before, new string('b', 30));
        Assert.Equal(preExisting ? (Decision.Inconclusive, (Cause?)Cause.PreExisting) : (Decision.Rollback, null),
            Decided([Up], sick));
    }

    [Theory]
    // What the service needs went down between the announcement and t0; the service itself is being replaced then.
    [InlineData("ggggggggggggru", "bbbbbbbb", false, true)]
    [InlineData("ggggggggggggru", "bbbbbbbb", true, false)]
    [InlineData("gggggggggggggu", "rrrrrrrr", false, true)]
    // It was well again, or went down after t0.
    [InlineData("ggggggggggggug", "bbbbbbbb", false, false)]
    [InlineData("ggggggggggggru", "bgbbbbbb", false, false)]
    public void What_a_service_needs_and_went_down_before_t0_is_not_blamed_on_the_version(
        string before, string after, bool carries, bool preExisting)
    {
        var rule = Up with { Carries = carries };
        var found = Judge.Watch(Watch(30, [rule], State(before, after + new string('b', 22)))).Evidence[^1];
        Assert.Equal((Outcome.Fail, preExisting), (found.Outcome, found.PreExisting));
    }

    [Fact]
    public void What_was_so_when_a_much_earlier_step_was_announced_excuses_nothing()
    {
        var asked = Watch(30, [Up], State("ggggguuuuuuuuu", new string('b', 30)));
        var later = asked.With(snapshot => snapshot with { AnnouncedAt = T0 - (2 * Policy.Window) });
        Assert.Equal(Decision.Rollback, Judge.Watch(later).Decision);
    }

    [Fact]
    public void A_level_beyond_its_limit_to_the_end_is_pre_existing()
    {
        (Decision, Cause?) After(params IEnumerable<Point>[] before) => Decided(
            [Queue], Signal("queue", SignalKind.Gauge, [.. before.SelectMany(some => some)], Level(200).Times(30)));
        Assert.Equal((Decision.Inconclusive, Cause.PreExisting),
            After(Level(5).Times(50), Level(200).Unproven().Times(7)));
        Assert.Equal((Decision.Rollback, null),
            After(Level(5).Times(50), Level(200).Unproven().Times(5), Level(5).Unproven().Times(2)));
        Assert.Equal((Decision.Rollback, null),
            After(Level(5).Times(50), Level(200).Unproven().Times(4), Level(5).Unproven().Times(1), Level(5).Times(2)));
        Assert.Equal((Decision.Rollback, null),
            After(Level(5).Times(50), Level(200).SetAside().Times(5), Level(5).Times(2)));
    }

    [Fact]
    public void A_budget_that_burned_and_a_signal_that_was_gone_are_pre_existing()
    {
        var budget = new BurnRateRulePlan { Name = "budget", Signal = "app.errors", Objective = 0.99 };
        Assert.Equal((Decision.Inconclusive, Cause.PreExisting), Decided([budget], Ratio(
            [.. Pair(0, 100).Times(60), .. Pair(60, 100).Unproven().Times(10)],
            Pair(60, 100).Times(30))));
        var gone = new AbsentRulePlan { Name = "gone", Signal = "queue", For = TimeSpan.FromMinutes(1) };
        Assert.Equal((Decision.Inconclusive, Cause.PreExisting), Decided([gone, Up],
            Signal("queue", SignalKind.Gauge,
                [.. Level(5).Times(50), .. default(Point).Unproven().Times(10)],
                default(Point).Times(30)),
            State("ggggg", new string('g', 30))));
    }

    [Theory]
    [InlineData(10, true)]
    [InlineData(5, true)]
    // Just begun, or over: not known to have stood there.
    [InlineData(1, false)]
    [InlineData(0, false)]
    public void Errors_of_an_incident_under_way_are_not_blamed_on_the_deployment(int points, bool preExisting)
    {
        foreach (var incident in new[] { Pair(50, 100), Pair(50, 100).Unproven() })
        {
            var errors = Ratio(
                [
                    .. Pair(0, 100).Times(600), .. incident.Times(points),
                    .. (points > 0 ? incident : Pair(0, 100)).Times(2),
                ],
                Pair(50, 100).Times(30));
            Assert.Equal(preExisting ? (Decision.Inconclusive, (Cause?)Cause.PreExisting) : (Decision.Rollback, null),
                Decided([Errors], errors));
        }
    }

    [Fact]
    public void A_version_that_makes_an_incident_twice_as_bad_fails_on_its_own_account()
    {
        (Decision, Cause?) With(double after) => Decided([Errors], Ratio(
            [.. Pair(0, 100).Times(600), .. Pair(20, 100).Times(12)], Pair(after, 100).Times(30)));
        Assert.Equal((Decision.Inconclusive, Cause.PreExisting), With(30));
        Assert.Equal((Decision.Rollback, null), With(60));
    }

    [Fact]
    public void A_version_that_makes_it_worse_later_fails_on_its_own_account() => Assert.Equal(
        (Decision.Rollback, null), Decided([Errors], Ratio([.. Pair(0, 100).Times(600), .. Pair(20, 100).Times(12)],
            [.. Pair(30, 100).Times(12), .. Pair(100, 100).Times(18)])));

    [Theory]
    // One burst, over or just begun.
    [InlineData(50, 0, 0)]
    [InlineData(0, 0, 50)]
    [InlineData(50, 50, 0)]
    public void A_burst_is_no_incident(double first, double second, double third) =>
        Assert.Equal((Decision.Rollback, null), Decided([Errors], Ratio(
            [
                .. Pair(0, 100).Times(600), Pair(first, 100), Pair(second, 100), Pair(third, 100),
                .. default(Point).Times(2),
            ],
            Pair(25, 100).Times(30))));

    [Fact]
    public void Three_failures_of_four_requests_at_night_are_no_incident() => Assert.Equal((Decision.Rollback, null),
        Decided([Errors], Ratio(
            [
                .. Pair(0, 10).Times(600), .. Pair(0, 0).Times(8), .. Pair(1, 1).Times(3), Pair(0, 1),
                .. Pair(0, 0).Times(2),
            ],
            Pair(2, 2).Times(30))));

    [Fact]
    public void A_few_requests_of_a_lasting_incident_tell_it() => Assert.Equal(
        (Decision.Inconclusive, (Cause?)Cause.PreExisting), Decided([Errors], Ratio(
            [.. Pair(0, 10).Times(600), .. Pair(5, 10).Times(10), .. Pair(1, 2).Times(2)], Pair(5, 10).Times(30))));

    [Fact]
    public void A_version_that_ends_an_incident_is_promoted() => Assert.Equal((Decision.Promote, null), Decided(
        [Errors], Ratio([.. Pair(0, 100).Times(600), .. Pair(50, 100).Unproven().Times(20)], Pair(0, 100).Times(30))));

    [Fact]
    public void A_few_failed_requests_just_before_are_no_incident() => Assert.Equal((Decision.Rollback, null), Decided(
        [Errors], Ratio([.. Pair(0, 100).Times(600), .. Pair(1, 100).Times(2), .. Pair(0, 100).Times(2)],
            Pair(2, 100).Times(30))));

    [Fact]
    public void Slow_requests_of_an_incident_under_way_are_not_blamed_on_the_deployment()
    {
        var slow = Latency(
            [.. Buckets(95, 5).Times(600), .. Buckets(50, 50).Times(10)], Buckets(50, 50).Times(30), 0.1);
        Assert.Equal((Decision.Inconclusive, Cause.PreExisting), Decided([Slow], slow));
    }

    [Fact]
    public void Another_rule_that_fails_on_its_own_account_still_rolls_back() => Assert.Equal((Decision.Rollback, null),
        Decided([Errors, Up], Ratio([.. Pair(0, 100).Times(600), .. Pair(50, 100).Times(10)], Pair(50, 100).Times(30)),
            State("gggggggggg", new string('b', 30))));

    private static (Decision, Cause?) Decided(IReadOnlyList<RulePlan> rules, params SignalHistory[] signals)
    {
        var judged = Judge.Watch(Watch(30, rules, signals));
        return (judged.Decision, judged.Cause);
    }
}
