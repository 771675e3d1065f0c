namespace Bellwether.Agent.Rehearsing;

/// <summary>A share that was counted, and how sure it is.</summary>
/// <param name="Count">How often.</param>
/// <param name="Of">Of how many.</param>
/// <param name="Effective">Independent ones that say as much as these; 0 for none.</param>
/// <param name="Low">Lower end of the 95 % interval.</param>
/// <param name="High">Upper end.</param>
internal sealed record Share(int Count, int Of, double Effective, double Low, double High)
{
    /// <summary>Long enough that what two blocks see has little to do with each other, also just before.</summary>
    private const int BlockWindows = 5;

    public double Value => Of == 0 ? double.NaN : (double)Count / Of;

    /// <summary>A share among pretend deployments that overlap.</summary>
    /// <param name="hits">Whether it was so; null where it does not count. By moment.</param>
    /// <param name="times">The moments, ascending.</param>
    /// <param name="window">Points that a moment watches: others within them see some of the same.</param>
    /// <remarks>Moments are put together in blocks of several windows. How much the blocks differ tells how
    /// many independent moments they are worth (the design effect of cluster samples; Kish 1965), and never more than
    /// there are windows side by side. The interval is Wilson's at that number: it does not shrink to nothing where
    /// nothing was counted.</remarks>
    public static Share Of95(IReadOnlyList<bool?> hits, IReadOnlyList<int> times, int window)
    {
        var blocks = new Dictionary<int, (double Hits, double All)>();
        var windows = new HashSet<int>();
        var (count, of) = (0, 0);
        for (var i = 0; i < times.Count; i++)
        {
            if (hits[i] is not { } hit) continue;
            of++;
            count += hit ? 1 : 0;
            var block = times[i] / (BlockWindows * window);
            var sum = blocks.GetValueOrDefault(block);
            blocks[block] = (sum.Hits + (hit ? 1 : 0), sum.All + 1);
            windows.Add(times[i] / window);
        }

        if (of == 0) return new(0, 0, 0, 0, 1);
        var effective = Math.Min(windows.Count, of / Math.Max(1, DesignEffect(blocks.Values, count, of)));
        var (low, high) = Wilson((double)count / of, effective);
        return new(count, of, effective, count == 0 ? 0 : low, count == of ? 1 : high);
    }

    /// <summary>How many times larger the variance of a share is than that of as many independent ones; 1 where
    /// it cannot be told.</summary>
    private static double DesignEffect(
        Dictionary<int, (double Hits, double All)>.ValueCollection blocks, int count, int of)
    {
        var share = (double)count / of;
        if (blocks.Count < 2 || count == 0 || count == of) return 1;
        double squares = 0;
        foreach (var (hits, all) in blocks) squares += (hits - share * all) * (hits - share * all);
        return squares * blocks.Count / (blocks.Count - 1) / (of * share * (1 - share));
    }

    private static (double Low, double High) Wilson(double share, double of)
    {
        const double z = 1.959963984540054;
        var middle = (share + z * z / (2 * of)) / (1 + z * z / of);
        var half = z / (1 + z * z / of) * Math.Sqrt(share * (1 - share) / of + z * z / (4 * of * of));
        return (Math.Max(0, middle - half), Math.Min(1, middle + half));
    }
}
