namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>A statistic's table from the paths of its placebos: middle, spread and tail.</summary>
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
            var known = paths.Select(path => path[look]).Where(double.IsFinite).Order().ToArray();
            middle[look] = known.Length == 0 ? 0 : Sorted.Quantile(known, 0.5);
            scale[look] = TableMaker.ScaleOf(known);
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
