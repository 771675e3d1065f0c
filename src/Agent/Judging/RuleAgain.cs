using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Judging.Rules.FailureAtOnce;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Probes;

namespace Bellwether.Agent.Judging;

/// <summary>A rule once more, on the last points of the old version: a bad beginning is forgiven.</summary>
internal static class RuleAgain
{
    private const int FewestPoints = 5;

    /// <summary>A rule that failed, on as many of the last points: pass, fail, or not yet.</summary>
    public static Evidence Examine(Evidence was, Scene scene) => was.Rule == FailureAtOnceRule.Name
        ? Alive(was, scene)
        : Again(was, scene, Needed(was, scene.Plan.Policy), CompareByCounts.FewestRequests);

    /// <summary>A rule that had not failed, on the last few points, however few requests they hold.</summary>
    public static Evidence Now(RulePlan rule, Scene scene) =>
        Again(RuleBook.Examine(rule, scene)[0].Evidence, scene, FewestPoints, requests: 0);

    /// <summary>As many points as it failed on, but no more than a window holds: a bake may have failed on
    /// more.</summary>
    private static int Needed(Evidence was, PolicyPlan policy) => Math.Clamp(
        was.Observed?.Points ?? 0, FewestPoints,
        Math.Max(FewestPoints, policy.WindowPoints - policy.WarmUpPoints - FewestPoints));

    private static Evidence Again(Evidence was, Scene scene, int needed, double requests)
    {
        if (scene.Plan.Rules.FirstOrDefault(rule => rule.Name == was.Rule) is not { } rule)
            return NotYet(was, "the rule is no longer part of the plan");
        if (rule is HealthRulePlan) return Looks(rule, was, scene, needed);
        if (SignalView.Find(scene.Snapshot, rule.Signal) is not { } view)
            return NotYet(was, $"{rule.Signal} has no data yet");
        if (rule is RestartsRulePlan)
            return scene.Judged < needed
                ? NotYet(was, "too few points yet") : RuleBook.Examine(rule, scene)[0].Evidence;

        var from = LastSeen(scene, view, needed, requests);
        if (from is null) return NotYet(was, $"{rule.Signal} has fewer than {needed} points since the warm-up");
        var last = scene with { From = from.Value, Looks = [scene.Points], BreachesForE5 = needed / 2 + 1 };
        if (rule is CompareRulePlan level && was.Method == PlaceboEvidence.Method)
        {
            var comparison = Comparison.Of(level, view, scene.Learned(level.Name));
            // A change that is at most half of what failed is nearer to the old level than to the sick one.
            var most = Math.Max(level.Allow, Math.Abs(was.Effect ?? 1) / 2);
            return Back(level, LevelAgain.Examine(was, comparison, last), most);
        }

        var finding = RuleBook.Examine(rule, last).FirstOrDefault(of => of.Evidence.Method == was.Method);
        if (finding is null) return NotYet(was, $"{rule.Signal} cannot be judged yet");
        return rule is CompareRulePlan compare
            ? BackByCounts(Comparison.Of(compare, view, scene.Learned(compare.Name)).Plan, finding.Evidence)
            : finding.Evidence;
    }

    private static Evidence BackByCounts(CompareRulePlan plan, Evidence now) =>
        Back(plan, now, plan.TolerateIsDifference ? plan.Tolerate : Math.Max(plan.Allow, 0.5));

    /// <summary>A comparison is back where it does not fail and its level is within what is allowed.</summary>
    /// <remarks>No bound is asked for: five points cannot give one, and the old version needs no proof.</remarks>
    private static Evidence Back(CompareRulePlan plan, Evidence now, double most)
    {
        if (now.Outcome == Outcome.Fail || now.Observed is null) return now;
        if (now.Effect is null && now.Baseline?.Value > 0) return now;
        // Without a relative size (a baseline without a bad one) not failing is all that can be asked.
        var effect = now.Effect ?? 0;
        var high = plan.Direction != Direction.Decrease && effect > most;
        var low = plan.Direction != Direction.Increase && -effect > most;
        return high || low
            ? now with { Outcome = Outcome.Inconclusive, Cause = Cause.NotExcluded }
            : now with { Outcome = Outcome.Pass, Cause = null };
    }

    /// <summary>Where the last points begin that are enough, in number and in requests; null where there are too
    /// few.</summary>
    private static int? LastSeen(Scene scene, SignalView view, int needed, double fewestRequests)
    {
        var points = scene.Since(view.History.After);
        var counts = view.History.Kind is SignalKind.Ratio or SignalKind.Latency;
        var (seen, requests) = (0, 0.0);
        for (var i = points.Length - 1; i >= scene.From; i--)
        {
            var pair = counts ? CountPair.Of(points[i], view.History.Kind, 0) : default;
            if (counts ? !pair.Seen : !points[i].Seen) continue;
            requests += pair.Total;
            if (++seen >= needed && (!counts || requests >= fewestRequests)) return i;
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
