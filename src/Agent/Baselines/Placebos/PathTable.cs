namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>A statistic's table from the paths of its placebos: middle and spread by look, tail of the maxima.</summary>
/// <remarks>Source: JUDGE section 3, steps 4 and 5.</remarks>
internal static class PathTable
{
    /// <param name="name">As evidence names the statistic.</param>
    /// <param name="paths">By placebo, then look; NaN where not known.</param>
    /// <param name="shape">Of the tail; see <see cref="Tail.ShapeOf"/>.</param>
    public static StatisticTable Of(string name, IReadOnlyList<double[]> paths, double shape)
    {
        var looks = paths[0].Length;
        var (middle, scale) = (new double[looks], new double[looks]);
        for (var look = 0; look < looks; look++)
        {
            var values = new double[paths.Count];
            var count = 0;
            foreach (var path in paths)
                if (!double.IsNaN(path[look]))
                    values[count++] = path[look];
            var known = values.AsSpan(0, count);
            known.Sort();
            var centre = middle[look] = count == 0 ? 0 : Sorted.Quantile(known, 0.5);
            var far = count == 0 ? 0 : (Sorted.Quantile(known, 0.95) - centre) / 1.645;
            var near = count == 0 ? 0 : (Sorted.Quantile(known, 0.80) - centre) / 0.842;
            scale[look] = Math.Max(Math.Max(far, near), 1e-12);
        }

        var maxima = new double[paths.Count];
        for (var p = 0; p < maxima.Length; p++)
        {
            maxima[p] = double.NegativeInfinity;
            for (var look = 0; look < looks; look++)
                if (!double.IsNaN(paths[p][look]))
                    maxima[p] = Math.Max(maxima[p], (paths[p][look] - middle[look]) / scale[look]);
        }

        return new(name, middle, scale, Tail.Of(maxima, shape));
    }
}
