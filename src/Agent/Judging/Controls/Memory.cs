namespace Bellwether.Agent.Judging.Controls;

/// <summary>For how many points a series remembers: its integrated autocorrelation time.</summary>
/// <remarks>Of ranks, so that an outlier hides nothing, and at several widths, so that a slow drift under noise is
/// found where there are points enough for it. At each width the first autocorrelation stands for all others, with
/// Marriott and Pope's correction of its bias (Biometrika 1954).</remarks>
internal static class Memory
{
    /// <summary>Fewer averages than this say nothing of how they hang together.</summary>
    private const int FewestAverages = 12;

    private const double Strongest = 0.98;

    /// <summary>Points; at least 1, which is what independent points have.</summary>
    /// <param name="levels">In order of time, finite.</param>
    public static double Of(ReadOnlySpan<double> levels)
    {
        var ranks = RanksOf(levels);
        var spread = Spread(ranks, out _);
        if (spread <= 0) return 1;
        var longest = 1.0;
        var averages = new double[ranks.Length];
        for (var width = 1; width == 1 || ranks.Length / width >= FewestAverages; width++)
        {
            var count = ranks.Length / width;
            var skipped = ranks.Length - count * width;
            for (var i = 0; i < count; i++)
            {
                double sum = 0;
                foreach (var rank in ranks.AsSpan(skipped + i * width, width)) sum += rank;
                averages[i] = sum / width;
            }

            longest = Math.Max(longest, width * Ratio(averages.AsSpan(0, count), spread));
        }

        return longest;
    }

    /// <summary>The series without its largest lasting step: what starts late is no memory.</summary>
    public static double[] WithoutStep(ReadOnlySpan<double> levels)
    {
        var least = Math.Max(3, levels.Length / 5);
        double all = 0;
        foreach (var level in levels) all += level;
        var (best, at, until) = (-1.0, 0, 0.0);
        double before = 0, kept = 0;
        for (var i = 1; i < levels.Length; i++)
        {
            before += levels[i - 1];
            if (i < least || i > levels.Length - least) continue;
            var step = before / i - (all - before) / (levels.Length - i);
            var gain = step * step * i * (levels.Length - i);
            if (gain > best) (best, at, until, kept) = (gain, i, before, step);
        }

        var flat = levels.ToArray();
        if (at == 0 || kept == 0) return flat;
        var (first, second) = (until / at, (all - until) / (levels.Length - at));
        for (var i = 0; i < flat.Length; i++) flat[i] -= i < at ? first : second;
        return flat;
    }

    /// <summary>How much more the mean of such averages wanders than that of independent ones, over the spread of
    /// single points.</summary>
    private static double Ratio(Span<double> averages, double spread)
    {
        var own = Spread(averages, out var mean);
        if (own <= 0) return 0;
        double together = 0, alone = 0;
        for (var i = 0; i < averages.Length; i++)
        {
            var off = averages[i] - mean;
            alone += off * off;
            if (i > 0) together += off * (averages[i - 1] - mean);
        }

        var next = together / alone;
        next = Math.Clamp(next + (1 + 4 * next) / averages.Length, 0, Strongest);
        return own / spread * (1 + next) / (1 - next);
    }

    private static double Spread(ReadOnlySpan<double> values, out double mean)
    {
        double sum = 0, squares = 0;
        foreach (var value in values) sum += value;
        mean = sum / values.Length;
        foreach (var value in values) squares += (value - mean) * (value - mean);
        return squares / Math.Max(1, values.Length - 1);
    }

    /// <summary>Equal levels share their mean rank.</summary>
    private static double[] RanksOf(ReadOnlySpan<double> levels)
    {
        var sorted = levels.ToArray();
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        var ranks = new double[sorted.Length];
        for (var from = 0; from < sorted.Length;)
        {
            var to = from + 1;
            while (to < sorted.Length && sorted[to] == sorted[from]) to++;
            for (var i = from; i < to; i++) ranks[order[i]] = (from + to - 1) / 2.0;
            from = to;
        }

        return ranks;
    }
}
