namespace Bellwether.Agent.Judging.Controls;

/// <summary>One side cut into blocks: its mean, and how far that may be off.</summary>
/// <param name="Mean">Of all points, outliers drawn in.</param>
/// <param name="Variance">Of the mean, with what the points remember from block to block.</param>
/// <param name="Worth">How many independent points it is as good as.</param>
internal readonly record struct BlockMean(double Mean, double Variance, double Worth)
{
    /// <summary>At least so many a side, or nothing is said.</summary>
    public const int Fewest = 8;

    /// <summary>Share of the points at either end that count as the next one does: a spike is no level.</summary>
    private const double DrawnIn = 0.02;

    /// <param name="levels">In order of time, finite, at least <see cref="Fewest"/>.</param>
    /// <param name="memory">For how many points they remember.</param>
    public static BlockMean Of(ReadOnlySpan<double> levels, double memory)
    {
        var calm = WithoutSpikes(levels);
        var width = Math.Clamp((int)Math.Ceiling(memory - 1e-9), 1, calm.Length / Fewest);
        var count = calm.Length / width;
        var skipped = calm.Length - count * width;
        var means = new double[count];
        double mean = 0;
        for (var i = 0; i < count; i++)
        {
            double sum = 0;
            foreach (var level in calm.AsSpan(skipped + i * width, width)) sum += level;
            means[i] = sum / width;
            mean += means[i] / count;
        }

        double squares = 0;
        foreach (var block in means) squares += (block - mean) * (block - mean);
        // Were the points a first-order autoregression with that memory, the mean and a block would vary so much:
        var carry = (memory - 1) / (memory + 1);
        var (whole, one) = (Wandering(carry, count * width), Wandering(carry, width));
        // The spread of the blocks around their own mean is smaller than their spread by what the mean wanders.
        var share = one > whole ? whole / (one - whole) : 1;
        return new(mean, squares / count * share, Math.Min(1 / whole, count));
    }

    /// <summary>Variance of the mean of so many points, over that of one.</summary>
    private static double Wandering(double carry, int points)
    {
        double sum = points, power = 1;
        for (var apart = 1; apart < points && power > 1e-12; apart++)
        {
            power *= carry;
            sum += 2 * (points - apart) * power;
        }

        return sum / points / points;
    }

    private static double[] WithoutSpikes(ReadOnlySpan<double> levels)
    {
        var calm = levels.ToArray();
        var sorted = levels.ToArray();
        Array.Sort(sorted);
        var drawn = (int)Math.Ceiling(DrawnIn * calm.Length);
        var (least, most) = (sorted[drawn], sorted[^(drawn + 1)]);
        for (var i = 0; i < calm.Length; i++) calm[i] = Math.Clamp(calm[i], least, most);
        return calm;
    }
}
