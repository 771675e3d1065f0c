using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Baselines;

/// <summary>What is normal for a signal that counts: bad of total, and how much livelier than dice it is.</summary>
/// <param name="Counts">Sum over the points.</param>
/// <param name="Points">Points behind it, at most <see cref="MostPoints"/>.</param>
/// <param name="Dispersion">φ ≥ 1: variance of blocks of five points over what independent requests would have.</param>
/// <param name="From">Start of the oldest point, UTC; null for none.</param>
/// <param name="To">End of the newest point, UTC; null for none.</param>
internal sealed record CountBaseline(
    CountPair Counts, int Points, double Dispersion, DateTimeOffset? From, DateTimeOffset? To)
{
    /// <summary>"The last day" at points of a minute; older ones say less about now.</summary>
    public const int MostPoints = 1440;

    /// <summary>Twelve blocks: with fewer, φ says nothing and a small one lets noise through.</summary>
    public const int FewestPoints = 60;

    private const int BlockPoints = 5;

    /// <summary>Enough is known to judge by: points, and requests in them.</summary>
    public bool Suffices => Points >= FewestPoints && Counts.Total > 0;

    /// <summary>The last unmasked points of a signal; for latency at one of its bounds.</summary>
    public static CountBaseline Of(PointSeries before, SignalKind kind, int bound)
    {
        var newestFirst = new List<CountPair>(Math.Min(MostPoints, before.Points.Count));
        int oldest = -1, newest = -1;
        for (var i = before.Points.Count - 1; i >= 0 && newestFirst.Count < MostPoints; i--)
        {
            var point = before.Points[i];
            var pair = point.Masked ? default : CountPair.Of(point, kind, bound);
            if (!pair.Seen) continue;
            if (newest < 0) newest = i;
            oldest = i;
            newestFirst.Add(pair);
        }

        return Of(newestFirst) with
        {
            From = oldest < 0 ? null : before.At(oldest),
            To = newest < 0 ? null : before.At(newest + 1),
        };
    }

    /// <summary>From pairs alone, newest first; missing ones are left out.</summary>
    public static CountBaseline Of(IReadOnlyList<CountPair> newestFirst)
    {
        CountPair all = default, block = default;
        var (seen, inBlock) = (0, 0);
        var blocks = new List<CountPair>(newestFirst.Count / BlockPoints);
        foreach (var pair in newestFirst)
        {
            if (!pair.Seen || seen == MostPoints) continue;
            (all, block) = (all.Plus(pair), block.Plus(pair));
            seen++;
            if (++inBlock < BlockPoints) continue;
            blocks.Add(block);
            (block, inBlock) = (default, 0);
        }

        return new(all, seen, DispersionOf(blocks, all.Ratio), From: null, To: null);
    }

    private static double DispersionOf(List<CountPair> blocks, double ratio)
    {
        if (!(ratio > 0 && ratio < 1)) return 1;
        double sum = 0;
        var used = 0;
        foreach (var block in blocks)
        {
            if (block.Total <= 0) continue;
            var off = block.Bad - block.Total * ratio;
            sum += off * off / (block.Total * ratio * (1 - ratio));
            used++;
        }

        return used > 1 ? Math.Max(1, sum / (used - 1)) : 1;
    }
}
