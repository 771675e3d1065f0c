namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Quantiles of values that are sorted already.</summary>
internal static class Ascending
{
    /// <summary>Linear between neighbours; NaN for none.</summary>
    public static double Quantile(ReadOnlySpan<double> ascending, double quantile)
    {
        if (ascending.IsEmpty) return double.NaN;
        var place = quantile * (ascending.Length - 1);
        var low = (int)Math.Floor(place);
        return low + 1 >= ascending.Length
            ? ascending[low]
            : ascending[low] + (place - low) * (ascending[low + 1] - ascending[low]);
    }
}
