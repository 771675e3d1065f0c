using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Fails when a signal is worse than its baseline by more than chance and by more than is allowed.</summary>
internal static class CompareRule
{
    /// <summary>One finding a method: counts for errors and slow requests, E5 beside them and for all else.</summary>
    public static IReadOnlyList<Finding> Examine(CompareRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, "counts", view) is { } unseen) return [unseen];
        var question = Comparison.Of(plan, view!);
        return view!.History.Kind switch
        {
            SignalKind.Ratio => [CompareByCounts.Examine(question, scene)],
            SignalKind.Latency => Latency(question, scene),
            // The seam of the placebo judge: gauges and rates, and the share of slow requests once it has its placebos,
            // are judged by it here. Until then E5 speaks alone, and bounds nothing.
            SignalKind.Gauge or SignalKind.Rate => [CompareByE5.Examine(question, scene)],
            _ => [Finding.Cannot(
                plan, "counts", view, Cause.NoData, $"{plan.Signal} is a state: there is nothing to compare")],
        };
    }

    private static IReadOnlyList<Finding> Latency(Comparison question, Scene scene)
    {
        var first = question.Slow is null ? WithoutBound(question, scene) : CompareByCounts.Examine(question, scene);
        // Five points with a rare slow request each are no event: such shares are left to counts, as errors are.
        if (question.Slow is { Rare: true }) return [first];
        var beside = CompareByE5.Examine(question, scene);
        return Spoke(first, beside) ? [first, beside with { Beside = true }] : [first];
    }

    /// <summary>Whether E5 adds anything: a failure always, a pass where the counts had something to say too.</summary>
    private static bool Spoke(Finding first, Finding beside) =>
        beside.Evidence.Outcome == Outcome.Fail
        || (beside.Evidence.Outcome == Outcome.Pass && first.Evidence.Observed is not null);

    /// <summary>Counts cannot judge a latency that lies beyond all its buckets; only data can be asked for.</summary>
    private static Finding WithoutBound(Comparison question, Scene scene)
    {
        var (plan, view, history) = (question.Plan, question.View, question.History);
        var baseline = CountBaseline.Of(history.Before, SignalKind.Latency, 0);
        var observed = scene.Since(history.After).Select(point => CountPair.OfLatency(point, 0)).ToArray();
        var coverage = scene.CoverageOf([.. observed.Select(pair => pair.Seen)]);
        if (coverage < Finding.LeastCoverage) return Finding.TooFew(plan, "counts", view, coverage);
        if (!baseline.Suffices) return CompareByCounts.NoBaseline(plan, view, scene, baseline);
        var why = history.Bounds.Count == 0 ? "it has no buckets"
            : $"more than 40 % of requests took longer than its highest bucket bound,"
                + $" {Wording.Level(history.Bounds[^1], history.Unit)}, before the deployment already";
        return Finding.Cannot(plan, "counts", view, Cause.NotExcluded,
            $"slow requests of {plan.Signal} cannot be counted: {why}; give its histogram a bound near the 95th"
            + " percentile")
            with
        { Coverage = coverage };
    }
}
