using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>Whether the placebo judge could speak for a level if a deployment began now.</summary>
internal static class LevelsPreflight
{
    /// <summary>How much history is missing until it does; null for none.</summary>
    public static PreflightReason? Assess(CompareRulePlan plan, SignalView view, Scene scene)
    {
        if (Span(view.History.Before) >= Calibration.ShortestHistory) return null;
        if (TooFine(scene)) return new("no-baseline", plan.Signal,
            $"{plan.Signal} can never be compared at points of {Wording.Span(scene.Interval)}: {Needed} of history are"
            + $" needed, and no more than {Wording.Count(CalibrationLimits.MostPoints)} points are learned from; take a"
            + " wider interval", null);
        var there = Span(view.History.Before);
        var remaining = Calibration.ShortestHistory - there;
        return new("no-baseline", plan.Signal, $"{Needed} of history of {plan.Signal} are needed, there are"
            + $" {Wording.Span(there)}: wait {Wording.Span(remaining)}", remaining.TotalSeconds);
    }

    /// <summary>Slow requests that cannot be counted, as long as there is no history to judge the mean by.</summary>
    public static PreflightReason? OfLatency(CompareRulePlan plan, SignalView view, Scene scene)
    {
        if (Comparison.Of(plan, view, known: null).Slow is not null) return null;
        var there = Span(view.History.Before);
        if (there >= Calibration.ShortestHistory && !TooFine(scene)) return null;
        var why = view.History.Bounds.Count == 0 ? "it has no buckets"
            : $"more than 40 % of requests take longer than its highest bucket bound,"
                + $" {Wording.Level(view.History.Bounds[^1], view.History.Unit)}";
        var wait = TooFine(scene) ? "" : $", or wait until there are {Needed} of history (there are"
            + $" {Wording.Span(there)}), when its mean is judged";
        return new("not-excluded", plan.Signal, $"slow requests of {plan.Signal} cannot be counted: {why}. Give its"
            + $" histogram a bound near the 95th percentile{wait}", null);
    }

    private static string Needed => Wording.Span(Calibration.ShortestHistory);

    private static bool TooFine(Scene scene) =>
        CalibrationLimits.MostPoints * scene.Interval < Calibration.ShortestHistory;

    /// <summary>From the first point with data to the end.</summary>
    private static TimeSpan Span(PointSeries before)
    {
        for (var i = 0; i < before.Points.Count; i++)
            if (before.Points[i].Seen)
                return before.End - before.At(i);
        return TimeSpan.Zero;
    }
}
