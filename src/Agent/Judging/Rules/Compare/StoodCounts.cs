using Bellwether.Agent.Baselines;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>The same question for counts: so many bad of so many requests, before the announcement and since.</summary>
internal static class StoodCounts
{
    /// <summary>At least so many points, and two of them bad: one burst is no incident.</summary>
    private const int FewestPoints = 3;
    private const int FewestBadPoints = 2;

    /// <summary>No further back than so many points.</summary>
    private const int MostPoints = 12;

    /// <summary>One or two bad requests are no incident.</summary>
    private const double FewestBad = 3;

    /// <summary>The newest points must stand by themselves, as many as hold so many requests and should hold so many
    /// bad ones.</summary>
    private const double NewestRequests = 10;
    private const double NewestBad = 5;

    /// <summary>After t0: the last points that are looked at by themselves.</summary>
    private const int LastPoints = 5;

    /// <param name="comparison">The rule and its signal.</param>
    /// <param name="scene">The moment.</param>
    /// <param name="usual">Share of the bad ones in the baseline.</param>
    /// <param name="change">By how much it was worse when it was found.</param>
    public static bool Stood(Comparison comparison, Scene scene, double usual, double change)
    {
        var after = Pairs(comparison, scene.Since(comparison.History.After)[scene.From..]);
        change = StoodBefore.Worse(change, Newest(after, int.MaxValue, double.MaxValue).Ratio - usual);
        change = StoodBefore.Worse(change, Newest(after, LastPoints, CompareByCounts.FewestRequests).Ratio - usual);
        var lately = Pairs(comparison, scene.Lately(comparison.History.Before, MostPoints));
        return IsIncident(lately, usual, change) && !IsOver(comparison, scene, usual, change);
    }

    private static bool IsIncident(List<CountPair> lately, double usual, double change)
    {
        CountPair sum = default;
        var (seen, bad, newest) = (0, 0, false);
        var enough = Enough(usual, change);
        for (var i = lately.Count - 1; i >= 0; i--)
        {
            sum = sum.Plus(lately[i]);
            bad += lately[i].Bad > 0 ? 1 : 0;
            seen++;
            if (!newest && sum.Total >= enough)
            {
                if (!StoodBefore.Stands(sum.Ratio - usual, change)) return false;
                newest = true;
            }

            if (!newest || seen < FewestPoints || sum.Total < CompareByCounts.FewestRequests) continue;
            return (change < 0 || (sum.Bad >= FewestBad && bad >= FewestBadPoints))
                && StoodBefore.Stands(sum.Ratio - usual, change);
        }

        return false;
    }

    /// <summary>What the old version did between the announcement and t0 shows it well.</summary>
    private static bool IsOver(Comparison comparison, Scene scene, double usual, double change)
    {
        var enough = Enough(usual, change);
        var since = Newest(Pairs(comparison, scene.Meanwhile(comparison.History.Before, MostPoints)), 1, enough);
        return since.Total >= enough && !StoodBefore.Stands(since.Ratio - usual, change);
    }

    /// <summary>The newest points: at least so many, and as many as it takes for so many requests.</summary>
    private static CountPair Newest(List<CountPair> pairs, int points, double requests)
    {
        CountPair sum = default;
        for (var (i, seen) = (pairs.Count - 1, 0); i >= 0 && (seen < points || sum.Total < requests); i--, seen++)
            sum = sum.Plus(pairs[i]);
        return sum;
    }

    private static double Enough(double usual, double change) =>
        Math.Max(NewestRequests, change > 0 ? NewestBad / (usual + change) : 0);

    private static List<CountPair> Pairs(Comparison comparison, IEnumerable<Point> points) =>
        [.. points.Select(point => comparison.Pair(in point)).Where(pair => pair.Seen)];
}
