namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The statistics of one moment, look by look. Holds its working memory: one for many moments.</summary>
internal sealed class StatisticPath
{
    private const int Last = 5;
    private const int FewestPoints = 2;

    private readonly int warmUp;
    private readonly IReadOnlyList<int> looks;
    private readonly double[] before = new double[Statistics.BasePoints];
    private readonly double[] after;
    private int beforeCount;

    /// <param name="warmUp">Points after the moment that nothing looks at.</param>
    /// <param name="looks">Numbers of points after the moment, ascending; not empty.</param>
    public StatisticPath(int warmUp, IReadOnlyList<int> looks)
    {
        (this.warmUp, this.looks) = (warmUp, looks);
        after = new double[looks[^1]];
        Values = new double[Statistics.Count][];
        for (var s = 0; s < Values.Length; s++) Values[s] = new double[looks.Count];
    }

    /// <summary>By statistic and look; NaN where the look has too few points.</summary>
    public double[][] Values { get; }

    /// <summary>Looks that the points given reach.</summary>
    public int Looks { get; private set; }

    /// <summary>Median of the points before the moment.</summary>
    public double Middle { get; private set; }

    /// <summary>Walks over the points after a moment.</summary>
    /// <param name="residual">Levels with the season taken off, up is bad, NaN where missing.</param>
    /// <param name="at">Index of the first point after the moment.</param>
    /// <param name="reach">What the envelope is measured in.</param>
    /// <returns>False where too much is missing before it.</returns>
    public bool Walk(ReadOnlySpan<double> residual, int at, LongReach reach)
    {
        Looks = 0;
        if (!TakeBase(residual, at)) return false;
        Middle = MiddleOf(before, beforeCount);
        var mean = MeanOf(before.AsSpan(0, beforeCount));
        var (count, rank, next) = (0, 0.0, warmUp);
        foreach (var look in looks)
        {
            if (at + look > residual.Length) break;
            for (; next < look; next++)
            {
                var value = residual[at + next];
                if (double.IsNaN(value)) continue;
                rank += ShareBelow(value);
                Insert(value, count++);
            }

            Put(residual.Slice(at + warmUp, look - warmUp), count, mean, rank, reach);
        }

        return true;
    }

    private void Put(ReadOnlySpan<double> points, int count, double mean, double rank, LongReach reach)
    {
        var enough = count >= FewestPoints && count >= points.Length * (1 - Statistics.MostMissing);
        Values[Statistics.Median][Looks] = enough ? MiddleOf(after, count) - Middle : double.NaN;
        Values[Statistics.Rank][Looks] = enough ? rank / count : double.NaN;
        Values[Statistics.LastFive][Looks] = enough ? LastMean(points) - mean : double.NaN;
        Values[Statistics.Envelope][Looks] =
            enough && count >= Last ? (after[count - Last] - reach.Middle) / reach.Reach : double.NaN;
        Looks++;
    }

    private bool TakeBase(ReadOnlySpan<double> residual, int at)
    {
        beforeCount = 0;
        foreach (var value in residual[Math.Max(0, at - Statistics.BasePoints)..at])
            if (!double.IsNaN(value))
                before[beforeCount++] = value;
        Array.Sort(before, 0, beforeCount);
        return beforeCount >= Statistics.BasePoints * (1 - Statistics.MostMissing);
    }

    private void Insert(double value, int count)
    {
        var at = count;
        for (; at > 0 && after[at - 1] > value; at--) after[at] = after[at - 1];
        after[at] = value;
    }

    /// <summary>Share of the points before that lie below it, half for equal ones.</summary>
    private double ShareBelow(double value)
    {
        var (low, high) = (0, beforeCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (before[middle] < value) low = middle + 1;
            else high = middle;
        }

        var equal = 0;
        while (low + equal < beforeCount && before[low + equal] == value) equal++;
        return (low + equal / 2.0) / beforeCount;
    }

    private static double LastMean(ReadOnlySpan<double> points)
    {
        double sum = 0;
        var count = 0;
        foreach (var value in points[Math.Max(0, points.Length - Last)..])
        {
            if (double.IsNaN(value)) continue;
            sum += value;
            count++;
        }

        return sum / count;
    }

    private static double MiddleOf(double[] sorted, int count) =>
        (sorted[(count - 1) / 2] + sorted[count / 2]) / 2;

    private static double MeanOf(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values) sum += value;
        return sum / values.Length;
    }
}
