namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>What a signal does at given moments when nothing was deployed, look by look, in units of what is usual
/// there: what the agents of a fleet send so that the correlation between hosts is in the null.</summary>
/// <param name="Sign">1 where up is bad, −1 where down is.</param>
/// <param name="Median">Deviations of <see cref="Statistics.Median"/> by moment and look; NaN where not known.</param>
/// <param name="Rank">Deviations of <see cref="Statistics.Rank"/> likewise.</param>
internal sealed record PlaceboPaths(
    int Sign, IReadOnlyList<IReadOnlyList<double>> Median, IReadOnlyList<IReadOnlyList<double>> Rank)
{
    /// <summary>One for each side of the calibration.</summary>
    /// <param name="history">What the calibration was made from.</param>
    /// <param name="plan">As it was for the calibration.</param>
    /// <param name="calibration">Says what is usual at each look.</param>
    /// <param name="back">Moments, in points before the history's end; the whole window lies before it.</param>
    public static IReadOnlyList<PlaceboPaths> Of(
        LevelHistory history, PlaceboPlan plan, Calibration calibration, IReadOnlyList<int> back)
    {
        var learned = new LearnedSignal(history, plan);
        var sides = new List<PlaceboPaths>();
        foreach (var side in calibration.Sides)
        {
            var residual = Array.ConvertAll(learned.Residual, x => side.Sign * x);
            var path = new StatisticPath(plan.WarmUp, plan.Looks);
            var (median, rank) = (new List<double[]>(back.Count), new List<double[]>(back.Count));
            foreach (var points in back)
            {
                var at = residual.Length - points;
                var known = at >= Statistics.BasePoints && !IsMasked(history, at, plan.Window)
                    && path.Walk(residual, at, default);
                median.Add(Deviations(path, side, Statistics.Median, known));
                rank.Add(Deviations(path, side, Statistics.Rank, known));
            }

            sides.Add(new(side.Sign, median, rank));
        }

        return sides;
    }

    private static double[] Deviations(StatisticPath path, DirectionTable side, int statistic, bool known)
    {
        var deviations = new double[path.Values[statistic].Length];
        for (var look = 0; look < deviations.Length; look++)
            deviations[look] = known && look < path.Looks
                ? side.Tables[statistic].Deviation(path.Values[statistic][look], look) : double.NaN;
        return deviations;
    }

    private static bool IsMasked(LevelHistory history, int at, int window)
    {
        foreach (var range in history.Masked)
            if (range.From < at + window && range.To > at)
                return true;
        return false;
    }
}
