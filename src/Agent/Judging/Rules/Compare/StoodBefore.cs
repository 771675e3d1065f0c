using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Whether what a comparison failed on stood there just before the announcement: then the deployment did not
/// bring it.</summary>
/// <remarks>A baseline is what is usual, often of a whole day; an incident of the last minutes is not part of it, and
/// neither is what an unproven version did. What is at least half of the change, up to the announcement and up to t0,
/// is no change that came with t0. A version that makes it twice as bad, at first or later, fails on its own
/// account.</remarks>
internal static class StoodBefore
{
    /// <summary>Share of the change that must have stood there.</summary>
    private const double Share = 0.5;

    /// <summary>Levels: the last points, and how many of them must have data.</summary>
    private const int LastLevels = 5;
    private const int FewestLevels = 4;

    /// <summary>The finding, marked as pre-existing where that holds.</summary>
    public static Finding Marked(Finding finding, Comparison comparison, Scene scene)
    {
        if (finding.Evidence is not
            { Outcome: Outcome.Fail, Baseline.Value: { } usual, Observed.Value: { } observed } evidence)
            return finding;
        var stood = evidence.Method == CountEvidence.Method
            ? StoodCounts.Stood(comparison, scene, usual, observed - usual)
            : LevelsStood(comparison, scene, usual, observed - usual, evidence.Method == PlaceboEvidence.Method);
        return stood ? finding with { Evidence = evidence with { PreExisting = true } } : finding;
    }

    /// <summary>Whether so much off what is usual is half of a change or more, on its side.</summary>
    public static bool Stands(double off, double change) =>
        double.IsFinite(off) && Math.Sign(off) == Math.Sign(change) && Math.Abs(off) >= Share * Math.Abs(change);

    /// <summary>The larger of two changes, on the side of the first.</summary>
    public static double Worse(double change, double other) =>
        double.IsFinite(other) && Math.Sign(change) == Math.Sign(other) && Math.Abs(other) > Math.Abs(change)
            ? other : change;

    /// <summary>All of the last levels, not only their middle: one more burst of a bursty signal is no
    /// incident.</summary>
    private static bool LevelsStood(Comparison comparison, Scene scene, double usual, double change, bool placebo)
    {
        double[] Levels(IEnumerable<Point> points) =>
        [
            .. points.Select(point => placebo
                ? comparison.PlaceboLevel(in point, scene.Interval) : comparison.Level(in point, scene.Interval))
                .Where(double.IsFinite),
        ];
        var after = Levels(scene.Since(comparison.History.After)[scene.From..]);
        foreach (var some in new[] { after, after[Math.Max(0, after.Length - LastLevels)..] })
            if (some.Length > 0)
                change = Worse(change, Selection.Quantile([.. some], 0.5) - usual);
        var lately = Levels(scene.Lately(comparison.History.Before, LastLevels));
        var meanwhile = Levels(scene.Meanwhile(comparison.History.Before, LastLevels));
        return lately.Length >= FewestLevels && Array.TrueForAll(lately, level => Stands(level - usual, change))
            && (meanwhile.Length < 2 || Stands(Selection.Quantile(meanwhile, 0.5) - usual, change));
    }
}
