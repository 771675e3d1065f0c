using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Absent;
using Bellwether.Agent.Judging.Rules.BurnRate;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Judging.Rules.Health;
using Bellwether.Agent.Judging.Rules.Limit;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>Would a deployment that starts now get a verdict, and does the service deserve one?</summary>
internal static class PreflightJudge
{
    public static IReadOnlyList<PreflightReason> Judge(JudgePlan plan, WatchSnapshot snapshot)
    {
        // One window's length is what a watch would later compare with; every rule looks back as far.
        var scene = Scene.Of(plan, snapshot, most: 0) with { Points = plan.Policy.WindowPoints };
        var reasons = plan.Rules.Select(rule => Assess(rule, scene)).OfType<PreflightReason>();
        var distinct = reasons.DistinctBy(reason => (reason.Code, reason.Signal)).ToList();
        if (distinct.Count == 0 && !plan.Rules.Any(rule => HasAnything(rule, snapshot)))
            distinct.Add(
                new("no-data", null, "no rule has seen any data: check the probes with `bellwether doctor`", null));
        return distinct;
    }

    private static PreflightReason? Assess(RulePlan rule, Scene scene)
    {
        if (SignalView.Find(scene.Snapshot, rule.Signal) is not { } view)
            return rule.Critical ? NoData(rule) : null;
        if (view.History.Ambiguity is { } why)
            return rule.Critical
                ? new("ambiguous-signal", rule.Signal, $"{rule.Signal} cannot be told for sure: {why}", null) : null;
        if (Failing(rule, view, scene) is { } failing)
            return new("already-failing", rule.Signal, $"rule {rule.Name} fails already: {failing}."
                + " A deployment would not be blamed for it, nor could it be promoted: mend it first,"
                + " or mask the incident", null);
        if (rule is CompareRulePlan compare) return Comparable(compare, view, scene);
        return rule.Critical && !HasAnything(rule, scene.Snapshot) ? NoData(rule) : null;
    }

    private static PreflightReason NoData(RulePlan rule) => new("no-data", rule.Signal,
        $"{rule.Signal} has no data now, and rule {rule.Name} must have it: check its probe with `bellwether doctor`",
            null);

    private static bool HasAnything(RulePlan rule, WatchSnapshot snapshot) =>
        SignalView.Find(snapshot, rule.Signal)?.History is { } history
        && (history.LooksBefore.Count > 0 || history.Before.Points.Any(point => point.Seen)
            || (history.Kind == SignalKind.State && rule is RestartsRulePlan));

    /// <summary>What fails on the last window, in words; null for nothing.</summary>
    private static string? Failing(RulePlan rule, SignalView view, Scene scene)
    {
        var span = Wording.Span(scene.Points * scene.Interval);
        switch (rule)
        {
            case LimitRulePlan limit:
                return LimitRule.Breaks(limit, view, scene);
            case HealthRulePlan health:
                return Unhealthy(health, view.History, scene);
            case BurnRateRulePlan burnRate when view.History.Kind == SignalKind.Ratio:
                return BurnRateRule.FailsBefore(burnRate, view, scene)
                    ? $"the error budget of {rule.Signal} burns too fast" : null;
            case AbsentRulePlan absent:
                return AbsentRule.FailsBefore(absent, view, scene) ? $"{rule.Signal} is missing" : null;
            case RestartsRulePlan restarts:
                return view.History.CountBefore >= restarts.FailAt
                    ? $"{view.History.CountBefore} restarts in the last {span}" : null;
            case CompareRulePlan { Direction: not Direction.Decrease } compare
                when view.History.Kind is SignalKind.Ratio or SignalKind.Latency:
                return Comparison.Of(compare, view, known: null) is var comparison
                    && (view.History.Kind == SignalKind.Ratio || comparison.Slow is not null)
                    ? CompareByCounts.FailsLately(comparison, scene) : null;
            default:
                return null;
        }
    }

    private static string? Unhealthy(HealthRulePlan plan, SignalHistory history, Scene scene)
    {
        var since = scene.Snapshot.Now - scene.Points * scene.Interval;
        var proven = HealthBefore.PerInstance(history.LooksBefore.Where(look => !look.Masked && look.At >= since));
        foreach (var (instance, looks) in proven)
            if (KOfNTest.Examine(looks.ConvertAll(look => look.Reachability), plan.FailAfter) is
                { Outcome: Outcome.Fail } failed)
                return Failed(plan, instance, looks, failed);
        // An unproven version is no example of normal, and yet what fails while it is watched is failing.
        foreach (var (instance, looks) in HealthBefore.Lately(history, scene))
            if (HealthBefore.FailsNow(plan, looks) is { } now)
                return Failed(plan, instance, [.. looks.TakeLast(plan.FailAfter.N)], now);
        return null;
    }

    private static string Failed(
        HealthRulePlan plan, string instance, IReadOnlyList<LookMark> looks, KOfNFinding test) =>
        $"{test.Bad} of {test.End - test.Start} looks at {plan.Signal} failed on {instance}"
        + HealthRule.Why(looks, test);

    private static PreflightReason? Comparable(CompareRulePlan plan, SignalView view, Scene scene)
    {
        if (view.History.Kind is SignalKind.Gauge or SignalKind.Rate)
            return plan.Critical || !HasOthers(scene) ? LevelsPreflight.Assess(plan, view, scene) : null;
        if (view.History.Kind is not (SignalKind.Ratio or SignalKind.Latency)) return null;
        if (!CountsPreflight.IsNeeded(plan, scene)) return null;
        var before = view.History.Before;
        var window = before.Points.Skip(Math.Max(0, before.Points.Count - scene.Points))
            .Select(point => CountPair.Of(point, view.History.Kind, 0)).ToList();
        if (plan.Critical && before.Points.Count > 0 && !window.Exists(pair => pair.Seen)) return NoData(plan);
        var baseline = CountBaseline.Of(before, view.History.Kind, 0);
        if (baseline.Points < CountBaseline.FewestPoints)
        {
            if (CountsPreflight.Idle(plan, view, scene, window, baseline) is { } idle) return idle;
            var remaining = (CountBaseline.FewestPoints - baseline.Points) * scene.Interval;
            return new(
                "no-baseline", plan.Signal, $"{plan.Signal} has {baseline.Points} of the {CountBaseline.FewestPoints}"
                + $" points it takes to know what is normal: wait {Wording.Span(remaining)}", remaining.TotalSeconds);
        }

        var counted = window.Aggregate(default(CountPair), (sum, pair) => sum.Plus(pair));
        if (plan.Critical && counted.Total < CompareByCounts.FewestRequests)
        {
            return new("too-little-traffic", plan.Signal,
                $"{plan.Signal} counted {Wording.Requests(counted.Total, view.Words.Counts)} in the last"
                + $" {Wording.Span(scene.Points * scene.Interval)}, {CompareByCounts.FewestRequests:0} are needed:"
                + " deploy when there is traffic, send some, or take a longer window", null);
        }

        if (!plan.Critical) return null;
        return view.History.Kind == SignalKind.Latency ? LevelsPreflight.OfLatency(plan, view, scene)
            : CountsPreflight.Restless(plan, view, counted, baseline);
    }

    /// <summary>Whether anything but levels is judged, on which a promote could rest.</summary>
    private static bool HasOthers(Scene scene) => scene.Plan.Rules.Any(rule => rule switch
    {
        RestartsRulePlan => false,
        CompareRulePlan => SignalView.Find(scene.Snapshot, rule.Signal)?.History.Kind
            is SignalKind.Ratio or SignalKind.Latency,
        _ => true,
    });
}
