namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>What healthy moments do to one statistic.</summary>
/// <param name="Name">As evidence names it.</param>
/// <param name="Middle">Median over the placebos, by look.</param>
/// <param name="Scale">Upper spread over the placebos, by look; above 0.</param>
/// <param name="Tail">Of the largest standardised value over all looks.</param>
internal sealed record StatisticTable(string Name, double[] Middle, double[] Scale, Tail Tail)
{
    /// <summary>A signal that never moved has no spread; beyond this all is the same.</summary>
    private const double Farthest = 1e9;

    /// <summary>The statistic in units of what healthy moments do at that look.</summary>
    public double Deviation(double value, int look) => Deviation(value, Middle[look], Scale[look]);

    /// <summary>A value less the middle, in units of the scale; NaN stays NaN.</summary>
    public static double Deviation(double value, double middle, double scale) =>
        Math.Clamp((value - middle) / scale, -Farthest, Farthest);
}
