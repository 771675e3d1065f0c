namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>One statistic over all placebos: by look, then by placebo; and the same sorted.</summary>
internal sealed class Columns
{
    private readonly double[]?[] sorted;

    /// <param name="byLook">By look and placebo; NaN where a placebo has none.</param>
    public Columns(double[][] byLook)
    {
        ByLook = byLook;
        sorted = new double[byLook.Length][];
    }

    public double[][] ByLook { get; }

    public int Placebos => ByLook[0].Length;

    /// <summary>One statistic out of the paths of all placebos.</summary>
    public static Columns Of(double[][][] paths, int statistic)
    {
        var byLook = new double[paths[0][statistic].Length][];
        for (var look = 0; look < byLook.Length; look++)
        {
            var column = byLook[look] = new double[paths.Length];
            for (var p = 0; p < paths.Length; p++) column[p] = paths[p][statistic][look];
        }

        return new(byLook);
    }

    /// <summary>The values of a look that are there, ascending.</summary>
    public double[] Sorted(int look)
    {
        if (sorted[look] is { } known) return known;
        var values = Array.FindAll(ByLook[look], double.IsFinite);
        Array.Sort(values);
        return sorted[look] = values;
    }

    /// <summary>The same turned over.</summary>
    public Columns Negated() => new(Array.ConvertAll(ByLook, column => Array.ConvertAll(column, x => -x)));

    /// <summary>Upper spread at a look, in units in which a normal distribution has 1; above 0, NaN where no placebo
    /// has the statistic.</summary>
    public double ScaleAt(int look)
    {
        // No spread at all is no reason to divide by zero.
        const double least = 1e-300;
        var values = Sorted(look);
        if (values.Length == 0) return double.NaN;
        var middle = Ascending.Quantile(values, 0.5);
        var far = (Ascending.Quantile(values, 0.95) - middle) / 1.645;
        var near = (Ascending.Quantile(values, 0.80) - middle) / 0.842;
        return Math.Max(Math.Max(far, near), least);
    }

    /// <summary>Between what most values of each look lie.</summary>
    /// <param name="outside">Share of them that lies outside, at either end.</param>
    public HealthyRange Range(double outside)
    {
        var (low, high) = (new double[ByLook.Length], new double[ByLook.Length]);
        for (var look = 0; look < low.Length; look++)
        {
            low[look] = Ascending.Quantile(Sorted(look), outside);
            high[look] = Ascending.Quantile(Sorted(look), 1 - outside);
        }

        return new(low, high);
    }
}
