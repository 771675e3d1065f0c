using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>A level against what it did at moments when nothing was deployed. JUDGE section 3.</summary>
internal static class CompareByPlacebo
{
    private const string Method = PlaceboEvidence.Method;

    /// <summary>Null where it has no say: nothing was learned, the buckets are others now, or there is too little just
    /// before t0 to compare with.</summary>
    public static Finding? Examine(Comparison comparison, RuleCalibration? known, Scene scene)
    {
        if (known?.Learned is null || !known.HoldsFor(comparison.View)) return null;
        var (plan, history) = (comparison.Plan, comparison.History);
        var points = scene.Since(history.After);
        var question = PlaceboQuestions.Of(comparison, known, scene);
        if (question.Before.ToArray().Count(double.IsFinite) < Statistics.BasePoints * (1 - Statistics.MostMissing))
            return null;
        var coverage = scene.CoverageOf(Array.ConvertAll(
            points, point => double.IsFinite(comparison.PlaceboLevel(in point, scene.Interval))));
        var seen = PlaceboWatch.Examine(question);
        if (seen is null)
            return scene.Looks.Count == 0
                ? Finding.Cannot(plan, Method, comparison.View, Cause.NoData,
                    $"too few points of {plan.Signal} since the warm-up")
                    with
                { Coverage = coverage }
                : Finding.TooFew(plan, Method, comparison.View, coverage);

        if (Crosses(seen, scene))
            return Told(comparison, scene, question, seen) with
            {
                Coverage = coverage,
                ControlFails = history.Control is { } control && ControlFails(comparison, scene, question, control),
            };
        if (coverage < Finding.LeastCoverage) return Finding.TooFew(plan, Method, comparison.View, coverage);
        var told = TooQuiet(comparison, scene, points)
            ?? Told(comparison, scene, question, seen with { CrossedAt = null });
        return told with { Coverage = coverage };
    }

    /// <summary>What crossed before a promote was weighed then, or overruled by a person.</summary>
    private static bool Crosses(PlaceboFinding seen, Scene scene) =>
        seen.CrossedAt is { } at && (scene.OnlyAfter is not { } after || scene.At(at) > after);

    private static bool ControlFails(
        Comparison comparison, Scene scene, PlaceboQuestion question, PointSeries control)
    {
        var levels = PlaceboQuestions.LevelsOf(comparison, scene, scene.Since(control), question.Calibration);
        // What siblings do on the other instances explains nothing here.
        return PlaceboWatch.Examine(question with { Observed = levels, Together = [] })?.CrossedAt is not null;
    }

    /// <summary>A share of hardly any requests promotes nothing.</summary>
    private static Finding? TooQuiet(Comparison comparison, Scene scene, Point[] points)
    {
        var own = scene.OwnOf(comparison.History, scene.Judged);
        if (Requests(comparison, points.AsSpan(scene.From)) is not { } requests
            || requests - own >= CompareByCounts.FewestRequests)
            return null;
        return Finding.Cannot(comparison.Plan, Method, comparison.View, Cause.TooLittleTraffic,
            $"only {Wording.Requests(requests, own, comparison.What)} since the warm-up at {comparison.Plan.Signal}:"
            + $" {CompareByCounts.FewestRequests} needed");
    }

    /// <summary>Null for what counts no requests.</summary>
    private static double? Requests(Comparison comparison, ReadOnlySpan<Point> points)
    {
        if (comparison.History.Kind != SignalKind.Latency) return null;
        double sum = 0;
        foreach (ref readonly var point in points)
            sum += CountPair.OfLatency(in point, 0) is { Seen: true } pair ? pair.Total : 0;
        return sum;
    }

    private static Finding Told(Comparison comparison, Scene scene, PlaceboQuestion question, PlaceboFinding seen)
    {
        var telling = new PlaceboTelling
        {
            Plan = comparison.Plan,
            Name = comparison.JudgesShare
                ? $"the share of {comparison.What} that {comparison.Did}" : comparison.Plan.Signal,
            Unit = comparison.PlaceboUnit,
            Finding = seen,
            Calibration = question.Calibration,
            Interval = scene.Interval,
            Observed = question.Observed,
            LogWeight = question.LogWeight,
        };
        var evidence = PlaceboEvidence.Of(telling);
        var before = comparison.History.Before;
        var first = Math.Max(0, before.Points.Count - Statistics.BasePoints);
        var after = scene.Since(comparison.History.After);
        return new()
        {
            NotExcluded = evidence.Outcome == Outcome.Pass && !PlaceboEvidence.IsBounded(comparison.Plan, seen)
                ? PlaceboWording.Left(telling, bounded: false) : null,
            Evidence = evidence with
            {
                Baseline = evidence.Baseline! with
                {
                    From = before.At(first),
                    To = before.End,
                    Points = question.Before.ToArray().Count(double.IsFinite),
                    Requests = Requests(comparison, Contiguous.Of(before.Points)[first..]),
                },
                Observed = evidence.Observed! with
                {
                    From = scene.At(scene.From),
                    To = scene.At(seen.Look),
                    Requests = Requests(comparison, after.AsSpan()[scene.From..Math.Max(scene.From, seen.Look)]),
                },
            },
        };
    }
}
