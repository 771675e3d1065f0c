using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Counts;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>What is true of counts before a deployment: whether a promote needs them, and whether waiting
/// helps.</summary>
internal static class CountsPreflight
{
    /// <summary>Whether there is no promote without this rule: it is critical, or nothing else could carry
    /// one.</summary>
    public static bool IsNeeded(CompareRulePlan plan, Scene scene) =>
        plan.Critical || (plan.Carries && !scene.Plan.Rules.Any(rule => rule != plan && CouldCarry(rule, scene)));

    /// <summary>Nothing is counted now, so that waiting alone brings no baseline; null where something is.</summary>
    /// <param name="plan">The rule.</param>
    /// <param name="view">Its signal.</param>
    /// <param name="scene">The moment.</param>
    /// <param name="window">The last window's points.</param>
    /// <param name="baseline">What is known.</param>
    public static PreflightReason? Idle(
        CompareRulePlan plan, SignalView view, Scene scene, IReadOnlyList<CountPair> window, CountBaseline baseline)
    {
        if (window.Count == 0 || window.Any(pair => pair.Total > 0)) return null;
        var known = $"{baseline.Points} of the {CountBaseline.FewestPoints} points that it takes are known";
        return window.Any(pair => pair.Seen)
            ? new("too-little-traffic", plan.Signal, $"{plan.Signal} counts no {view.Words.Counts} now ({known}):"
                + " waiting alone does not help, deploy when there is traffic, or send some", null)
            : new("no-data", plan.Signal, $"{plan.Signal} has no data now ({known}): waiting alone does not help, check"
                + " its probe with `bellwether doctor`", null);
    }

    /// <summary>Errors came in such bursts that a window like the last one could bound nothing: what is known holds an
    /// incident. Null where that is not so, or where there are too few requests whatever they did.</summary>
    /// <param name="plan">The rule.</param>
    /// <param name="view">Its signal.</param>
    /// <param name="window">Sum of the last window: a version that does as well.</param>
    /// <param name="baseline">What is known.</param>
    public static PreflightReason? Restless(
        CompareRulePlan plan, SignalView view, CountPair window, CountBaseline baseline)
    {
        if (!plan.TolerateIsDifference || plan.Direction != Direction.Increase) return null;
        double Open(double dispersion) =>
            ScoreInterval.OfDifference(window.Over(dispersion), baseline.Counts.Over(dispersion)).High;
        if (!(Open(1) <= plan.Tolerate && Open(baseline.Dispersion) > plan.Tolerate)) return null;
        return new("not-excluded", plan.Signal,
            $"what is known of {plan.Signal} holds an incident: {Wording.Percent(baseline.Counts.Ratio)} of"
            + $" {Wording.Requests(baseline.Counts.Total, view.Words.Counts)} {view.Words.Did}, in bursts, so that"
            + $" {Wording.PercentagePoints(Open(baseline.Dispersion))} more could not be excluded"
            + $" ({Wording.PercentagePoints(plan.Tolerate)} are tolerated): take it out with `bellwether mask`", null);
    }

    private static bool CouldCarry(RulePlan rule, Scene scene)
    {
        if (!rule.Carries || SignalView.Find(scene.Snapshot, rule.Signal)?.History is not { } history) return false;
        return rule switch
        {
            RestartsRulePlan => false,
            CompareRulePlan => history.Kind is SignalKind.Ratio or SignalKind.Latency
                && CountBaseline.Of(history.Before, history.Kind, 0).Suffices,
            HealthRulePlan => history.LooksBefore.Count > 0,
            _ => history.Before.Points.Any(point => point.Seen),
        };
    }
}
