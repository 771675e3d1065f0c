namespace Bellwether.Testing.Judging;

/// <summary>Middle, mean and spread of levels, of which some are missing.</summary>
internal static class Averages
{
    public static double[] Finite(ReadOnlySpan<double> levels)
    {
        var finite = new double[levels.Length];
        var count = 0;
        foreach (var level in levels)
            if (double.IsFinite(level))
                finite[count++] = level;
        return finite[..count];
    }

    /// <summary>The median; NaN of none.</summary>
    public static double Middle(ReadOnlySpan<double> levels) => Quantile(levels, 0.5);

    /// <summary>Linear between neighbours; NaN of none.</summary>
    public static double Quantile(ReadOnlySpan<double> levels, double quantile)
    {
        var sorted = Finite(levels);
        if (sorted.Length == 0) return double.NaN;
        Array.Sort(sorted);
        var place = quantile * (sorted.Length - 1);
        var low = (int)place;
        return low + 1 >= sorted.Length ? sorted[low] : sorted[low] + (place - low) * (sorted[low + 1] - sorted[low]);
    }

    /// <summary>NaN of none.</summary>
    public static double Mean(ReadOnlySpan<double> levels)
    {
        var finite = Finite(levels);
        return finite.Length == 0 ? double.NaN : finite.Average();
    }

    /// <summary>Standard deviation; 0 of fewer than two.</summary>
    public static double Spread(ReadOnlySpan<double> levels)
    {
        var finite = Finite(levels);
        if (finite.Length < 2) return 0;
        var mean = finite.Average();
        return Math.Sqrt(finite.Sum(level => (level - mean) * (level - mean)) / (finite.Length - 1));
    }
}
