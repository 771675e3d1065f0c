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
        var sum = new Sum();
        int oldest = -1, newest = -1;
        var points = Contiguous.Of(before.Points);
        for (var i = points.Length - 1; i >= 0 && sum.Points < MostPoints; i--)
        {
            if (points[i].Masked || CountPair.Of(in points[i], kind, bound) is not { Seen: true } pair) continue;
            if (newest < 0) newest = i;
            oldest = i;
            sum.Add(pair);
        }

        return sum.Made() with
        {
            From = oldest < 0 ? null : before.At(oldest),
            To = newest < 0 ? null : before.At(newest + 1),
        };
    }

    /// <summary>From pairs alone, newest first; missing ones are left out.</summary>
    public static CountBaseline Of(IReadOnlyList<CountPair> newestFirst)
    {
        var sum = new Sum();
        foreach (var pair in newestFirst)
            if (pair.Seen && sum.Points < MostPoints)
                sum.Add(pair);
        return sum.Made();
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

    /// <summary>Pairs being added up, and their blocks.</summary>
    private sealed class Sum
    {
        private readonly List<CountPair> blocks = new(MostPoints / BlockPoints);
        private CountPair all;
        private CountPair block;

        public int Points { get; private set; }

        public void Add(CountPair pair)
        {
            (all, block) = (all.Plus(pair), block.Plus(pair));
            if (++Points % BlockPoints != 0) return;
            blocks.Add(block);
            block = default;
        }

        public CountBaseline Made() => new(all, Points, DispersionOf(blocks, all.Ratio), From: null, To: null);
    }
}
