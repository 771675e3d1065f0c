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
        var byLook = new double[paths[0].Length][];
        for (var look = 0; look < byLook.Length; look++)
        {
            byLook[look] = new double[paths.Count];
            for (var p = 0; p < paths.Count; p++) byLook[look][p] = paths[p][look];
        }

        return new TableMaker(shape).Table(name, new(byLook));
    }
}
