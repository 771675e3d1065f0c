using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Whether what a comparison failed on stood there just before the announcement: then the deployment did not
/// bring it.</summary>
/// <remarks>A baseline is what is usual, often of a whole day; an incident of the last minutes is not part of it, and
/// neither is what an unproven version did. What is at least half of the change, right up to the announcement, is no
/// change that came with t0. A version that makes it twice as bad fails on its own account.</remarks>
internal static class StoodBefore
{
    /// <summary>Share of the change that must have stood there.</summary>
    private const double Share = 0.5;

    /// <summary>Levels: the last points, and how many of them must have data.</summary>
    private const int LevelPoints = 5;
    private const int FewestLevels = 4;

    /// <summary>Counts: at least so many points and requests, back to so many points.</summary>
    private const int FewestCounts = 3;
    private const int MostCounts = 12;

    /// <summary>One or two bad requests are no incident.</summary>
    private const double FewestBad = 3;

    /// <summary>The finding, marked as pre-existing where that holds.</summary>
    public static Finding Marked(Finding finding, Comparison comparison, Scene scene)
    {
        if (finding.Evidence is not
            { Outcome: Outcome.Fail, Baseline.Value: { } usual, Observed.Value: { } observed } evidence)
            return finding;
        var change = observed - usual;
        var stood = evidence.Method == CountEvidence.Method
            ? CountsStood(comparison, scene, usual, change)
            : LevelsStood(comparison, scene, usual, change, evidence.Method == PlaceboEvidence.Method);
        return stood ? finding with { Evidence = evidence with { PreExisting = true } } : finding;
    }

    /// <summary>All of the last levels, not only their middle: one more burst of a bursty signal is no
    /// incident.</summary>
    private static bool LevelsStood(Comparison comparison, Scene scene, double usual, double change, bool placebo)
    {
        var levels = scene.Lately(comparison.History.Before, LevelPoints)
            .Select(point => placebo
                ? comparison.PlaceboLevel(in point, scene.Interval) : comparison.Level(in point, scene.Interval))
            .Where(double.IsFinite).ToList();
        return levels.Count >= FewestLevels && levels.TrueForAll(level => Stands(level - usual, change));
    }

    private static bool CountsStood(Comparison comparison, Scene scene, double usual, double change)
    {
        var lately = scene.Lately(comparison.History.Before, MostCounts);
        CountPair sum = default;
        var seen = 0;
        for (var i = lately.Count - 1; i >= 0; i--)
        {
            if (comparison.Pair(lately[i]) is not { Seen: true } pair) continue;
            sum = sum.Plus(pair);
            if (++seen >= FewestCounts && sum.Total >= CompareByCounts.FewestRequests) break;
        }

        var counted = change > 0 ? sum.Bad : sum.Total;
        return seen >= FewestCounts && counted >= FewestBad && Stands(sum.Ratio - usual, change);
    }

    private static bool Stands(double off, double change) =>
        Math.Sign(off) == Math.Sign(change) && Math.Abs(off) >= Share * Math.Abs(change);
}
