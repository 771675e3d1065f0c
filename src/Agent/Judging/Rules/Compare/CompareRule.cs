using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Fails when a signal is worse than its baseline by more than chance and by more than is allowed.</summary>
internal static class CompareRule
{
    /// <summary>One finding a method: counts for errors; the placebo judge for all else once it has learned the signal;
    /// until then counts for slow requests; E5 beside them, or alone.</summary>
    public static IReadOnlyList<Finding> Examine(CompareRulePlan plan, Scene scene)
    {
        var view = SignalView.Find(scene.Snapshot, plan.Signal);
        if (Finding.Unseen(plan, "counts", view) is { } unseen) return [unseen];
        var known = scene.Learned(plan.Name);
        var question = Comparison.Of(plan, view!, known);
        return [.. Found(question, known, scene).Select(finding => StoodBefore.Marked(finding, question, scene))];
    }

    private static IReadOnlyList<Finding> Found(Comparison question, RuleCalibration? known, Scene scene)
    {
        var (plan, view) = (question.Plan, question.View);
        return view.History.Kind switch
        {
            SignalKind.Ratio => [CompareByCounts.Examine(question, scene)],
            SignalKind.State => [Finding.Cannot(
                plan, "counts", view, Cause.NoData, $"{plan.Signal} is a state: there is nothing to compare")],
            _ when CompareByPlacebo.Examine(question, known, scene) is { } placebo =>
                HistoryTable.HasE5(known) ? Beside(placebo, CompareByE5.Examine(question, scene)) : [placebo],
            SignalKind.Latency => Latency(question, scene),
            _ when HistoryTable.HasE5(known) => [CompareByE5.Examine(question, scene)],
            _ => [Finding.Cannot(plan, PlaceboEvidence.Method, view, Cause.NoData,
                $"{plan.Signal} has too little data just before the deployment to be compared with")],
        };
    }

    private static IReadOnlyList<Finding> Latency(Comparison question, Scene scene)
    {
        var first = question.Slow is null ? WithoutBound(question, scene) : CompareByCounts.Examine(question, scene);
        // Five points with a rare slow request each are no event: such shares are left to counts, as errors are.
        if (question.Slow is { Rare: true } || !HistoryTable.HasE5(scene.Learned(question.Plan.Name))) return [first];
        return Beside(first, CompareByE5.Examine(question, scene));
    }

    private static IReadOnlyList<Finding> Beside(Finding first, Finding beside) =>
        Spoke(first, beside) ? [first, beside with { Beside = true, NotExcluded = null }] : [first];

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
