namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>What a signal does after the real t0, look by look, in units of what is usual there.</summary>
/// <param name="Sign">1 where up is bad, −1 where down is.</param>
/// <param name="Median">Deviations of <see cref="Statistics.Median"/> by look reached; NaN where not known.</param>
/// <param name="Rank">Deviations of <see cref="Statistics.Rank"/> likewise.</param>
internal sealed record ObservedPaths(int Sign, IReadOnlyList<double> Median, IReadOnlyList<double> Rank)
{
    /// <summary>One for each side of the calibration; nothing reached where too much is missing before t0.</summary>
    /// <param name="calibration">Made at the announcement.</param>
    /// <param name="before">The last <see cref="Statistics.BasePoints"/> levels before t0.</param>
    /// <param name="observed">Levels from t0 on.</param>
    /// <param name="sinceAnnouncement">Points between the announcement and t0.</param>
    public static IReadOnlyList<ObservedPaths> Of(
        Calibration calibration, ReadOnlySpan<double> before, ReadOnlySpan<double> observed, int sinceAnnouncement)
    {
        before = before[Math.Max(0, before.Length - Statistics.BasePoints)..];
        var levels = new double[before.Length + observed.Length];
        before.CopyTo(levels);
        observed.CopyTo(levels.AsSpan(before.Length));
        levels = CarriedForward.Of(levels);
        var sides = new List<ObservedPaths>();
        foreach (var side in calibration.Sides)
        {
            var residual = new double[levels.Length];
            for (var i = 0; i < residual.Length; i++)
            {
                var place = Statistics.BasePoints - before.Length + sinceAnnouncement + i;
                var usual = place < calibration.Seasonal.Length ? calibration.Seasonal[place] : double.NaN;
                residual[i] = side.Sign * (levels[i] - usual);
            }

            var path = new StatisticPath(calibration.WarmUp, calibration.Looks);
            var looks = path.Walk(residual, before.Length, default) ? path.Looks : 0;
            sides.Add(new(side.Sign, Deviations(path, side, Statistics.Median, looks),
                Deviations(path, side, Statistics.Rank, looks)));
        }

        return sides;
    }

    private static double[] Deviations(StatisticPath path, DirectionTable side, int statistic, int looks)
    {
        var deviations = new double[looks];
        for (var look = 0; look < looks; look++)
            deviations[look] = side.Tables[statistic].Deviation(path.Values[statistic][look], look);
        return deviations;
    }
}
