using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Baselines;

/// <summary>The bucket bound beyond which a request counts as slow.</summary>
/// <param name="Index">Which bound.</param>
/// <param name="Seconds">Its value, in the signal's unit.</param>
/// <param name="Exceeding">Per bound, the share of the baseline's requests that exceed it.</param>
/// <param name="Rare">Hardly any of the baseline's requests exceed it: slow ones are judged like errors, by the
/// difference of the shares.</param>
internal sealed record SlowBound(int Index, double Seconds, IReadOnlyList<double> Exceeding, bool Rare)
{
    /// <summary>Above this a slowdown has little room left to show in.</summary>
    public const double MostExceeding = 0.40;

    /// <summary>Below this slow requests are too rare to have a relative bound.</summary>
    public const double FewestExceeding = 0.001;

    /// <summary>The bound nearest to a quantile of the baseline, 0.95 unless a rule names its own, among those that
    /// 0.1 % to 40 % of its requests exceed; where there is none, the lowest that fewer exceed.</summary>
    /// <returns>Null where there are no bounds or no requests, or where more than 40 % exceed even the last
    /// bound.</returns>
    /// <remarks>Nearness is measured on the share that exceeds the bound, in logarithms: within a bucket nothing is
    /// known, so a quantile in seconds would be a guess. A service that answers below its lowest bound has no quantile
    /// at all, and yet a slowdown of it would show there.</remarks>
    public static SlowBound? Choose(PointSeries before, IReadOnlyList<double> bounds, double quantile)
    {
        if (bounds.Count == 0) return null;
        var exceeding = Exceedings(before, bounds.Count);
        var best = -1;
        double nearest = double.PositiveInfinity;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (!(exceeding[i] >= FewestExceeding && exceeding[i] <= MostExceeding)) continue;
            var distance = Math.Abs(Math.Log(exceeding[i] / (1 - quantile)));
            if (distance < nearest) (best, nearest) = (i, distance);
        }

        if (best >= 0) return new(best, bounds[best], exceeding, Rare: false);
        var rare = Array.FindIndex(exceeding, share => share < FewestExceeding);
        return rare < 0 ? null : new(rare, bounds[rare], exceeding, Rare: true);
    }

    /// <summary>A bound that was chosen before.</summary>
    /// <returns>Null where it is no bound any more.</returns>
    public static SlowBound? At(PointSeries before, IReadOnlyList<double> bounds, double seconds)
    {
        for (var i = 0; i < bounds.Count; i++)
            if (bounds[i].Equals(seconds))
                return new(i, seconds, Exceedings(before, bounds.Count), Rare: false);
        return null;
    }

    /// <summary>The lower bound that a slowdown would have to lift to this one to make the share of slow requests that
    /// large.</summary>
    /// <returns>How many times slower that is; null where the bounds cannot tell.</returns>
    public double? SlowdownTo(double share, IReadOnlyList<double> bounds)
    {
        for (var i = Index - 1; i >= 0; i--)
            if (Exceeding[i] >= share && bounds[i] > 0)
                return Seconds / bounds[i];
        return null;
    }

    private static double[] Exceedings(PointSeries before, int bounds)
    {
        var buckets = new double[bounds + 1];
        var used = 0;
        var points = Contiguous.Of(before.Points);
        for (var i = points.Length - 1; i >= 0 && used < CountBaseline.MostPoints; i--)
        {
            if (points[i].Masked || !CountPair.OfLatency(in points[i], 0).Seen) continue;
            var counts = Contiguous.Of(points[i].Buckets!);
            if (counts.Length != buckets.Length) continue;
            used++;
            for (var b = 0; b < counts.Length; b++) buckets[b] += counts[b];
        }

        var exceeding = new double[bounds];
        var all = buckets.Sum();
        double above = 0;
        for (var b = bounds; b > 0; b--)
        {
            above += buckets[b];
            exceeding[b - 1] = all > 0 ? above / all : double.NaN;
        }

        return exceeding;
    }
}
