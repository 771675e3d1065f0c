namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Means of any stretch of a series, each in constant time.</summary>
internal sealed class Means
{
    private readonly double[] sums;
    private readonly int[] seen;

    /// <param name="values">NaN where missing.</param>
    public Means(ReadOnlySpan<double> values)
    {
        sums = new double[values.Length + 1];
        seen = new int[values.Length + 1];
        for (var i = 0; i < values.Length; i++)
        {
            var there = double.IsFinite(values[i]);
            sums[i + 1] = sums[i] + (there ? values[i] : 0);
            seen[i + 1] = seen[i] + (there ? 1 : 0);
        }
    }

    /// <summary>Mean of the points of a half-open range that are there; NaN for none.</summary>
    public double Of(int from, int to)
    {
        (from, to) = (Math.Max(0, from), Math.Min(to, seen.Length - 1));
        var count = to > from ? seen[to] - seen[from] : 0;
        return count == 0 ? double.NaN : (sums[to] - sums[from]) / count;
    }
}
