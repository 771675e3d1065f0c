using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using FsCheck;
using FsCheck.Fluent;
using Xunit.Abstractions;
using static Bellwether.Agent.Tests.Judging.Story;
using Outcome = Bellwether.Contracts.Verdicts.Outcome;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>Laws of the judge. Each counts how often it had something to say, so that none is empty.</summary>
public sealed class JudgeProperties(ITestOutputHelper output)
{
    private int spoke;

    [Fact]
    public void One_more_bad_request_never_improves_the_verdict() => Holds(50, (seed, dice) =>
    {
        var asked = Cases.Of(seed);
        var at = 5 + (int)(dice.Next() % 25);
        var worse = asked.WithAfter("app.errors", (i, point) =>
            i != at || !point.Seen ? point : point
                with
            { Value = Math.Min(point.Total, point.Value + 1 + dice.Next() % 50) });
        return NotBetter(Judge.Watch(asked), Judge.Watch(worse));
    });

    [Fact]
    public void One_more_slow_request_never_improves_the_verdict() => Holds(50, (seed, dice) =>
    {
        var asked = Cases.Of(seed);
        var at = 5 + (int)(dice.Next() % 25);
        var worse = asked.WithAfter("app.latency", (i, point) => i != at || point.Buckets is not [> 0, _, _] of
            ? point : Buckets(of[0] - Math.Min(of[0], 20), of[1] + Math.Min(of[0], 20), of[2]));
        return NotBetter(Judge.Watch(asked), Judge.Watch(worse));
    });

    [Fact]
    public void One_more_bad_look_never_improves_the_verdict() => Holds(50, (seed, dice) =>
    {
        var asked = Cases.Of(seed);
        var at = (int)(dice.Next() % 30);
        var worse = asked.WithSignals(signal => signal.Name != "home.up" ? signal : signal with
        {
            LooksAfter = [.. signal.LooksAfter.Select((look, i) =>
                i == at ? look with { Reachability = Probes.Reachability.Bad } : look)],
        });
        return NotBetter(Judge.Watch(asked), Judge.Watch(worse));
    });

    [Fact]
    public void The_order_of_the_rules_never_matters() => Holds(200, (seed, dice) =>
    {
        var asked = Cases.Of(seed);
        var shuffled = asked
            with
        { Plan = asked.Plan with { Rules = [.. asked.Plan.Rules.OrderBy(_ => dice.Next())] } };
        var (one, other) = (Judge.Watch(asked), Judge.Watch(shuffled));
        spoke++;
        return (one.Decision, one.Cause) == (other.Decision, other.Cause)
            && one.Evidence.ToHashSet().SetEquals(other.Evidence);
    });

    [Fact]
    public void The_same_question_has_the_same_answer() => Holds(200, (seed, _) =>
    {
        var (one, other) = (Judge.Watch(Cases.Of(seed)), Judge.Watch(Cases.Of(seed)));
        spoke++;
        return one.Summary == other.Summary && one.Evidence.SequenceEqual(other.Evidence);
    });

    [Fact]
    public void Another_unit_of_a_level_changes_nothing() => Holds(100, (seed, _) =>
    {
        var dice = new Dice((ulong)seed);
        var factor = dice.Uniform() < 0.5 ? 1.0 : 3.0;
        List<Point> old = [.. Enumerable.Range(0, 5760).Select(_ => Level(50 + 5 * dice.Normal()))];
        List<Point> young = [.. Enumerable.Range(0, 30).Select(_ => Level(factor * (50 + 5 * dice.Normal())))];
        Outcome[] In(double unit)
        {
            Point Scale(Point point) => point with { Value = point.Value * unit };
            return [.. Judge.Watch(Watch(30,
            [
                new LimitRulePlan { Name = "queue", Signal = "queue", Max = 100 * unit, FailAfter = new(3, 5) },
                new CompareRulePlan { Name = "change", Signal = "queue", Direction = Direction.Either },
            ], Signal("queue", SignalKind.Gauge, old.Select(Scale), young.Select(Scale))))
                .Evidence.Select(of => of.Outcome)];
        }

        spoke++;
        return In(1).SequenceEqual(In(1024)) && In(1).SequenceEqual(In(1.0 / 4096));
    });

    [Fact]
    public void Missing_points_never_turn_a_lasting_failure_into_a_promote() => Holds(50, (seed, dice) =>
    {
        var requests = 50 + dice.Next() % 500;
        var asked = Watch(30, [Errors], Ratio(
            Enumerable.Range(0, 75).Select(_ => Pair(dice.Binomial((int)requests, 0.001), requests)),
            Enumerable.Range(0, 30).Select(_ => Pair(dice.Binomial((int)requests, 0.05), requests))));
        if (Judge.Watch(asked).Decision != Decision.Rollback) return true;
        var share = dice.Uniform();
        spoke++;
        return Judge.Watch(asked.WithAfter("app.errors", (_, point) => dice.Uniform() < share ? default : point))
            .Decision
            != Decision.Promote;
    });

    [Fact]
    public void Nothing_is_promoted_without_evidence() => Holds(40, (seed, _) =>
    {
        var judgement = Judge.Watch(Cases.Of(seed));
        if (judgement.Decision != Decision.Promote) return true;
        spoke++;
        return judgement.DataCoverage >= 0.7
            && judgement.Evidence.All(evidence => evidence.Outcome != Outcome.Fail
                && (!evidence.Critical
                    || evidence is { Outcome: Outcome.Pass, Observed.Requests: >= 30, High: <= 0.5 }));
    });

    [Fact]
    public void Hostile_numbers_never_throw_and_never_promote_alone() => Holds(200, (seed, _) =>
    {
        var asked = Cases.WithHostileNumbers(Cases.Of(seed), seed);
        var judgement = Judge.Watch(asked);
        Judge.Bake(asked);
        Judge.Recovery(asked, judgement.Evidence);
        Judge.Preflight(asked.Plan, asked.Snapshot with { T0 = null });
        spoke++;
        return judgement.Evidence.All(
            evidence => Finite(evidence.Effect) && Finite(evidence.Low) && Finite(evidence.High)
            && Finite(evidence.Strength) && Finite(evidence.Detectable) && Finite(evidence.Observed?.Value)
            && Finite(evidence.Baseline?.Value));
    });

    private static bool Finite(double? value) => value is not { } number || double.IsFinite(number);

    /// <summary>A rollback stays one, and what was no promote becomes none.</summary>
    private bool NotBetter(Judgement before, Judgement after)
    {
        if (before.Decision != Decision.Promote) spoke++;
        return (before.Decision != Decision.Rollback || after.Decision == Decision.Rollback)
            && (before.Decision == Decision.Promote || after.Decision != Decision.Promote);
    }

    /// <summary>The law holds over 300 seeds, and had something to say in at least so many.</summary>
    private void Holds(int atLeast, Func<int, Dice, bool> law)
    {
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => law(seed, new Dice((ulong)seed + 1)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(300));
        output.WriteLine($"spoke {spoke} times of 300");
        Assert.True(spoke >= atLeast, $"the law spoke {spoke} times of 300, wanted {atLeast}");
    }
}
