using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Judging.Rules.FailureAtOnce;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging;

/// <summary>After a rollback: every rule that failed passes on as many points as it failed on.</summary>
internal static class RecoveryJudge
{
    private const int FewestPoints = 5;

    public static RecoveryJudgement Judge(WatchCase asked, IReadOnlyList<Evidence> failed)
    {
        var (plan, snapshot, _) = asked;
        var waited = snapshot.Now - (snapshot.T0 ?? snapshot.AnnouncedAt + plan.Policy.StartWithin);
        var late = waited >= plan.Policy.Window;
        if (snapshot.T0 is null)
            return late
                ? new(RecoveryState.NotRecovered, [], "no sign of the old version within one window")
                : new(RecoveryState.Pending, [], "waiting for the first sign of the old version");

        var scene = Scene.Of(plan, snapshot, int.MaxValue);
        var now = failed.Where(evidence => evidence.Outcome == Outcome.Fail).Select(was => Again(was, scene)).ToList();
        var sick = now.FindAll(evidence => evidence.Outcome != Outcome.Pass);
        var state = sick.Count == 0 ? RecoveryState.Recovered : late ? RecoveryState.NotRecovered
            : RecoveryState.Pending;
        var span = Wording.Span(waited);
        return new(state, now, state switch
        {
            RecoveryState.Recovered => $"well again {span} after the old version came back: {Rules(now)}",
            RecoveryState.NotRecovered => $"not well within {span} of the old version: {sick[0].Explanation}",
            _ => $"not well yet, {span} after the old version came back: {sick[0].Explanation}",
        });
    }

    private static string Rules(List<Evidence> evidence) => evidence.Count == 0
        ? "no rule had failed" : string.Join(", ", evidence.Select(of => of.Rule).Distinct());

    /// <summary>The rule that failed, on the last points: pass, fail, or not yet.</summary>
    private static Evidence Again(Evidence was, Scene scene)
    {
        var needed = Math.Max(FewestPoints, was.Observed?.Points ?? 0);
        if (was.Rule == FailureAtOnceRule.Name) return Alive(was, scene);
        if (scene.Plan.Rules.FirstOrDefault(rule => rule.Name == was.Rule) is not { } rule)
            return NotYet(was, "the rule is no longer part of the plan");
        if (rule is HealthRulePlan) return Looks(rule, was, scene, needed);
        if (SignalView.Find(scene.Snapshot, rule.Signal) is not { } view)
            return NotYet(was, $"{rule.Signal} has no data yet");
        if (rule is RestartsRulePlan)
            return scene.Judged < needed
                ? NotYet(was, "too few points yet") : RuleBook.Examine(rule, scene)[0].Evidence;

        var from = LastSeen(scene, view, needed);
        if (from is null) return NotYet(was, $"{rule.Signal} has fewer than {needed} points since the warm-up");
        var last = scene with { From = from.Value, Looks = [scene.Points], BreachesForE5 = needed / 2 + 1 };
        var finding = RuleBook.Examine(rule, last).FirstOrDefault(of => of.Evidence.Method == was.Method);
        if (finding is null) return NotYet(was, $"{rule.Signal} cannot be judged yet");
        return rule is CompareRulePlan compare ? Back(compare, finding.Evidence) : finding.Evidence;
    }

    /// <summary>A comparison is back where it does not fail and its level is within what is allowed.</summary>
    /// <remarks>No bound is asked for: five points cannot give one, and the old version needs no proof.</remarks>
    private static Evidence Back(CompareRulePlan plan, Evidence now)
    {
        if (now.Outcome == Outcome.Fail || now.Observed is null) return now;
        if (now.Effect is null && now.Baseline?.Value > 0) return now;
        // Without a relative size (a baseline without a bad one) not failing is all that can be asked.
        var effect = now.Effect ?? 0;
        var most = plan.TolerateIsDifference ? plan.Tolerate : Math.Max(plan.Allow, 0.5);
        var high = plan.Direction != Direction.Decrease && effect > most;
        var low = plan.Direction != Direction.Increase && -effect > most;
        return high || low
            ? now with { Outcome = Outcome.Inconclusive, Cause = Cause.NotExcluded }
            : now with { Outcome = Outcome.Pass, Cause = null };
    }

    /// <summary>Where the last points begin that are enough, in number and in requests; null where there are too
    /// few.</summary>
    private static int? LastSeen(Scene scene, SignalView view, int needed)
    {
        var points = scene.Since(view.History.After);
        var counts = view.History.Kind is SignalKind.Ratio or SignalKind.Latency;
        var (seen, requests) = (0, 0.0);
        for (var i = points.Length - 1; i >= scene.From; i--)
        {
            var pair = counts ? CountPair.Of(points[i], view.History.Kind, 0) : default;
            if (counts ? !pair.Seen : !points[i].Seen) continue;
            requests += pair.Total;
            if (++seen >= needed && (!counts || requests >= CompareByCounts.FewestRequests)) return i;
        }

        return null;
    }

    private static Evidence Looks(RulePlan rule, Evidence was, Scene scene, int needed)
    {
        if (!scene.Snapshot.Signals.TryGetValue(rule.Signal, out var signal))
            return NotYet(was, $"{rule.Signal} has no data yet");
        var seen = signal.LooksAfter.Where(
            look => look.At >= scene.LooksFrom && look.Reachability != Reachability.Missing)
            .GroupBy(look => look.Instance).Select(of => of.Count()).DefaultIfEmpty(0).Max();
        return seen < needed
            ? NotYet(was, $"{rule.Signal} was looked at {seen} of {needed} times since the warm-up")
            : RuleBook.Examine(rule, scene with { LastLooks = needed })[0].Evidence;
    }

    /// <summary>A failure at once is over where the process lives, or the service answers.</summary>
    private static Evidence Alive(Evidence was, Scene scene)
    {
        var snapshot = scene.Snapshot;
        var marks = snapshot.Processes.Where(mark => mark.At >= snapshot.T0 && mark.Alive is not null)
            .GroupBy(mark => mark.Instance).ToDictionary(of => of.Key, of => of.Last());
        if (marks.Values.Any(mark => mark.Alive == false)) return NotYet(was, "the process is gone");
        var looks = snapshot.Signals.Where(of => of.Key.EndsWith(".up", StringComparison.Ordinal))
            .OrderBy(of => of.Key, StringComparer.Ordinal)
            .Select(of => of.Value.LooksAfter.Where(look => look.Reachability != Reachability.Missing)
                .TakeLast(FewestPoints).ToList())
            .Where(of => of.Count > 0).ToList();
        if (looks.Exists(of => of.Count < FewestPoints || of.Exists(look => look.Reachability == Reachability.Bad)))
            return NotYet(was, $"fewer than {FewestPoints} good looks in a row");
        if (marks.Count + looks.Count == 0 || scene.Judged < FewestPoints) return NotYet(was, "too few looks yet");
        return was with
        {
            Outcome = Outcome.Pass,
            Cause = null,
            Observed = new() { From = snapshot.T0, To = snapshot.Now, Points = scene.Points },
            Explanation = looks.Count > 0 ? "the process is there and answers" : "the process is there",
        };
    }

    private static Evidence NotYet(Evidence was, string why) => was with
    {
        Outcome = Outcome.Inconclusive,
        Cause = Cause.NoData,
        Observed = null,
        Effect = null,
        Low = null,
        High = null,
        Strength = null,
        PreExisting = false,
        Explanation = why,
    };
}
