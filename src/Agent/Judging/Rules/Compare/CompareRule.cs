using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Fails when a signal is worse than its baseline by more than chance and by more than is allowed.</summary>
internal static class CompareRule
{
    /// <summary>Where no quantile is named, slow is what the baseline's slowest twentieth was.</summary>
    private const double SlowQuantile = 0.95;

    /// <summary>One finding a method: counts for errors and slow requests, E5 beside them and for all else.</summary>
    public static IReadOnlyList<Finding> Examine(CompareRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, "counts", view) is { } unseen) return [unseen];
        return view!.History.Kind switch
        {
            SignalKind.Ratio => [CompareByCounts.Examine(new(plan, view, Slow: null), scene)],
            SignalKind.Latency => Latency(plan, view, scene),
            // The seam of the placebo judge: gauges and rates, and the share of slow requests once it has its placebos,
            // are judged by it here. Until then E5 speaks alone, and bounds nothing.
            SignalKind.Gauge or SignalKind.Rate => [CompareByE5.Examine(new(plan, view, Slow: null), scene)],
            _ => [Finding.Cannot(
                plan, "counts", view, Cause.NoData, $"{plan.Signal} is a state: there is nothing to compare")],
        };
    }

    private static IReadOnlyList<Finding> Latency(CompareRulePlan plan, SignalView view, Scene scene)
    {
        var history = view.History;
        var slow = SlowBound.Choose(history.Before, history.Bounds, view.Quantile ?? SlowQuantile);
        var question = new Comparison(plan, view, slow);
        var beside = CompareByE5.Examine(question, scene);
        var first = slow is null ? WithoutBound(plan, view, scene) : CompareByCounts.Examine(question, scene);
        return beside.Evidence.Cause is Cause.NoBaseline ? [first] : [first, beside with { Beside = true }];
    }

    /// <summary>Counts cannot judge a latency whose requests all lie in one bucket; only data can be asked
    /// for.</summary>
    private static Finding WithoutBound(CompareRulePlan plan, SignalView view, Scene scene)
    {
        var baseline = CountBaseline.Of(view.History.Before, SignalKind.Latency, 0);
        var observed = scene.Since(view.History.After).Select(point => CountPair.OfLatency(point, 0)).ToArray();
        var coverage = scene.CoverageOf([.. observed.Select(pair => pair.Seen)]);
        if (coverage < Finding.LeastCoverage) return Finding.TooFew(plan, "counts", view, coverage);
        if (!baseline.Suffices) return CompareByCounts.NoBaseline(plan, view, scene, baseline);
        return Finding.Cannot(plan, "counts", view, Cause.NotExcluded,
            $"{plan.Signal} cannot be judged by counts: none of its {view.History.Bounds.Count} bucket bounds is"
            + " exceeded by 0.1 % to 40 % of requests; a bound near the 95th percentile is needed")
            with
        { Coverage = coverage };
    }
}
