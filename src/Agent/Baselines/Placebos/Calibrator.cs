using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Learns what a signal does at moments when nothing was deployed.</summary>
/// <remarks>Source: JUDGE section 3.</remarks>
internal static class Calibrator
{
    /// <summary>Null where the history is too short to say anything: under 12 hours, or under 40 placebos.</summary>
    public static Calibration? Learn(LevelHistory history, PlaceboPlan plan)
    {
        var levels = CarriedForward.Of(history.Levels.Span);
        var first = Array.FindIndex(levels, double.IsFinite);
        if (first < 0 || (levels.Length - first) * history.Interval < Calibration.ShortestHistory) return null;
        var mask = MaskOf(history, levels.Length);
        var seasonal = SeasonalLevel.Of(levels, history.Interval, plan.Ahead + plan.Window);
        var times = Unmasked(PlaceboTimes.Draw(Earliest(levels.Length, history.Interval), levels.Length,
            levels.Length, plan), mask, plan);
        if (times.Count < PlaceboTimes.Fewest) return null;

        var residual = new double[levels.Length];
        for (var i = 0; i < residual.Length; i++) residual[i] = levels[i] - seasonal[i];
        var free = 0;
        for (var i = first; i < mask.Length; i++) free += mask[i] || double.IsNaN(levels[i]) ? 0 : 1;
        var days = free * (history.Interval / TimeSpan.FromDays(1));
        var shape = Tail.ShapeOf((double)free / plan.Window, days);
        var sides = new List<DirectionTable>();
        foreach (var sign in Signs(plan.Direction))
        {
            var turned = sign > 0 ? residual : Array.ConvertAll(residual, x => -x);
            if (Tables(turned, levels, times, plan, history.Interval, shape, sign) is { } side) sides.Add(side);
        }

        if (sides.Count == 0) return null;
        return new()
        {
            WarmUp = plan.WarmUp,
            Looks = plan.Looks,
            Seasonal = seasonal[Math.Max(0, levels.Length - Statistics.BasePoints)..],
            Sides = sides,
            Placebos = sides[0].Tables[0].Tail.Maxima.Length,
            Days = days,
        };
    }

    private static int Earliest(int points, TimeSpan interval) =>
        Statistics.BasePoints
        + (SeasonalLevel.SpeaksAt(points, interval) ? SeasonalLevel.PointsInDay(interval) : 0);

    private static int[] Signs(Direction direction) => direction switch
    {
        Direction.Increase => [1],
        Direction.Decrease => [-1],
        _ => [1, -1],
    };

    private static bool[] MaskOf(LevelHistory history, int points)
    {
        var mask = new bool[points];
        foreach (var range in history.Masked)
            for (var i = Math.Max(0, range.From); i < Math.Min(points, range.To); i++)
                mask[i] = true;
        return mask;
    }

    private static List<int> Unmasked(int[] times, bool[] mask, PlaceboPlan plan)
    {
        var before = new int[mask.Length + 1];
        for (var i = 0; i < mask.Length; i++) before[i + 1] = before[i] + (mask[i] ? 1 : 0);
        var kept = new List<int>(times.Length);
        foreach (var at in times)
            if (before[at + plan.Window] == before[at])
                kept.Add(at);
        return kept;
    }

    private static DirectionTable? Tables(
        double[] residual, double[] levels, List<int> times, PlaceboPlan plan, TimeSpan interval, double shape, int sign)
    {
        var paths = new List<double[][]>(times.Count);
        var path = new StatisticPath(plan);
        var reach = new SlidingReach(residual, levels, interval);
        foreach (var at in times)
        {
            if (!path.Walk(residual, at, reach.At(at))) continue;
            if (double.IsNaN(path.Values[Statistics.Median][^1])) continue;
            paths.Add(Array.ConvertAll(path.Values, values => values.ToArray()));
        }

        if (paths.Count < PlaceboTimes.Fewest) return null;
        var tables = new StatisticTable[Statistics.Count];
        for (var s = 0; s < tables.Length; s++) tables[s] = TableOf(paths, s, plan.Looks.Count, shape);
        var (low, high) = (new double[plan.Looks.Count], new double[plan.Looks.Count]);
        for (var look = 0; look < low.Length; look++)
        {
            var values = Column(paths, Statistics.Median, look);
            (low[look], high[look]) = (Sorted.Quantile(values, 0.025), Sorted.Quantile(values, 0.975));
        }

        return new(sign, reach.At(residual.Length), tables, low, high);
    }

    private static StatisticTable TableOf(List<double[][]> paths, int statistic, int looks, double shape)
    {
        var (middle, scale) = (new double[looks], new double[looks]);
        for (var look = 0; look < looks; look++)
        {
            var values = Column(paths, statistic, look);
            var centre = middle[look] = values.Length == 0 ? 0 : Sorted.Quantile(values, 0.5);
            var far = values.Length == 0 ? 0 : (Sorted.Quantile(values, 0.95) - centre) / 1.645;
            var near = values.Length == 0 ? 0 : (Sorted.Quantile(values, 0.80) - centre) / 0.842;
            scale[look] = Math.Max(Math.Max(far, near), 1e-12);
        }

        var maxima = new double[paths.Count];
        for (var p = 0; p < maxima.Length; p++)
        {
            var most = double.NegativeInfinity;
            for (var look = 0; look < looks; look++)
                if (!double.IsNaN(paths[p][statistic][look]))
                    most = Math.Max(most, (paths[p][statistic][look] - middle[look]) / scale[look]);
            maxima[p] = most;
        }

        return new(Statistics.Names[statistic], middle, scale, Tail.Of(maxima, shape));
    }

    private static double[] Column(List<double[][]> paths, int statistic, int look)
    {
        var values = new double[paths.Count];
        var count = 0;
        foreach (var path in paths)
            if (!double.IsNaN(path[statistic][look]))
                values[count++] = path[statistic][look];
        Array.Resize(ref values, count);
        Array.Sort(values);
        return values;
    }
}
