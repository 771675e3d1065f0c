using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>All statistics of one signal after t0, look by look, turned so that up is bad.</summary>
internal sealed class WatchedPath
{
    private readonly DirectionTable side;
    private readonly double[][] values;
    private readonly Explanation? median;
    private readonly double[] shared;

    private WatchedPath(PlaceboQuestion question, DirectionTable side, double[][] values, double[] shared)
    {
        (this.side, this.values, this.shared) = (side, values, shared);
        median = question.Calibration.Explanations.FirstOrDefault(part => part.Statistic == Statistics.Median);
    }

    /// <summary>Looks that are behind us.</summary>
    public required int Looks { get; init; }

    /// <summary>Median level of the points before t0.</summary>
    public required double Normal { get; init; }

    /// <summary>By point after t0 how far it lies above the middle before; NaN where nothing was seen.</summary>
    public required double[] Above { get; init; }

    /// <summary>What changes are measured in: the normal level, or the mean that is usual at this time where that is
    /// larger. A signal that idles at zero between bursts has a mean, and no median to speak of.</summary>
    public required double Scale { get; init; }

    /// <summary>Null where too much is missing before t0, or no look has been reached.</summary>
    public static WatchedPath? Walk(PlaceboQuestion question, DirectionTable side)
    {
        var calibration = question.Calibration;
        var (levels, at) = Levels(question);
        var residual = Residual(question, levels, at, side.Sign);
        var path = new StatisticPath(calibration.WarmUp, calibration.Looks);
        if (!path.Walk(residual, at, side.Reach) || path.Looks == 0) return null;
        var values = new double[side.Tables.Count][];
        path.Values.CopyTo(values, 0);
        var shared = new double[path.Looks];
        if (calibration.Explanations.Count > 0)
        {
            var moment = MomentOf(question, residual, at, side.Sign * path.Middle, side.Sign);
            var siblings = Siblings(question);
            for (var e = 0; e < calibration.Explanations.Count; e++)
            {
                var explanation = calibration.Explanations[e];
                var (left, theirs) = Explain(calibration, explanation, moment, siblings, path.Looks);
                for (var look = 0; look < left.Length; look++)
                    left[look] = path.Values[explanation.Statistic][look] - side.Sign * left[look];
                values[Statistics.Count + e] = left;
                if (explanation.Statistic == Statistics.Median) shared = theirs;
            }
        }

        var before = Array.FindAll(levels[..at], double.IsFinite);
        var normal = Selection.Quantile(before, 0.5);
        return new(question, side, values, shared)
        {
            Above = AboveMiddle(question, residual.AsSpan(at), path.Middle),
            Looks = path.Looks,
            Normal = normal,
            Scale = Math.Max(Math.Abs(normal), Math.Abs(UsualLevel(question, at))),
        };
    }

    /// <summary>By statistic (the explained ones after the others) and look; NaN where not known.</summary>
    public double Value(int statistic, int look) => values[statistic][look];

    /// <summary>Change of the median at a look and its 95 % interval, by whichever way bounds it closer.</summary>
    /// <remarks>What was seen always lies inside. What the siblings account for excuses a change only as far as it is
    /// usual: beyond that it counts against the version, since one that makes everything worse must not be excused by
    /// that.</remarks>
    public (double Change, double Low, double High) Estimate(int look)
    {
        var seen = values[Statistics.Median][look];
        var plain = (Change: seen, Low: seen - side.Median.High[look], High: seen - side.Median.Low[look]);
        if (median is null || side.Explained is not { } range) return plain;
        var left = values[Statistics.Count][look];
        if (!double.IsFinite(left)) return plain;
        var excess = shared[look] > median.Shared.High[look] ? shared[look] - Math.Max(0, median.Shared.High[look])
            : shared[look] < median.Shared.Low[look] ? shared[look] - Math.Min(0, median.Shared.Low[look])
            : 0;
        excess *= side.Sign;
        var low = Math.Min(seen, left - range.High[look] + Math.Min(0, excess));
        var high = Math.Max(seen, left - range.Low[look] + Math.Max(0, excess));
        return high - low < plain.High - plain.Low ? (seen, low, high) : plain;
    }

    private static (double[] Expected, double[] Shared) Explain(
        Calibration calibration, Explanation explanation, Moment moment, StatisticPath?[] siblings, int looks)
    {
        var (expected, shared) = (new double[looks], new double[looks]);
        Span<double> features = stackalloc double[Moment.Features + siblings.Length];
        for (var look = 0; look < looks; look++)
        {
            moment.Describe(calibration.WarmUp, calibration.Looks[look], features[..Moment.Features]);
            for (var s = 0; s < siblings.Length; s++)
                features[Moment.Features + s] = siblings[s] is { } other && look < other.Looks
                    ? other.Values[explanation.Statistic][look] : double.NaN;
            // Where a sibling is gone nothing is explained: that it did not move is not known.
            (expected[look], shared[look]) = HasAll(features)
                ? explanation.ByLook[look].Of(features, Moment.Features) : (double.NaN, double.NaN);
        }

        return (expected, shared);
    }

    /// <summary>Real points alone: a hole that was filled saw nothing.</summary>
    private static double[] AboveMiddle(PlaceboQuestion question, ReadOnlySpan<double> residual, double middle)
    {
        var above = new double[question.Observed.Length];
        for (var i = 0; i < above.Length; i++)
            above[i] = double.IsFinite(question.Observed.Span[i]) ? residual[i] - middle : double.NaN;
        return above;
    }

    private static bool HasAll(ReadOnlySpan<double> features)
    {
        foreach (var feature in features)
            if (!double.IsFinite(feature))
                return false;
        return true;
    }

    private static double UsualLevel(PlaceboQuestion question, int at)
    {
        var calibration = question.Calibration;
        if (!calibration.HasSeason) return Known(calibration.DayMean);
        var place = PlaceOf(question, at) + at;
        return Known(new Means(calibration.Seasonal)
            .Of(place + calibration.WarmUp, place + calibration.Looks[^1]));
    }

    private static double Known(double value) => double.IsFinite(value) ? value : 0;

    private static StatisticPath?[] Siblings(PlaceboQuestion question)
    {
        var paths = new StatisticPath?[question.Calibration.Siblings.Count];
        for (var s = 0; s < paths.Length; s++)
        {
            var index = question.Calibration.Siblings[s];
            if (index >= question.Together.Count || question.Together[index] is not { } other) continue;
            var (levels, at) = Levels(other);
            var path = new StatisticPath(other.Calibration.WarmUp, other.Calibration.Looks);
            // The envelope alone needs a reach, and no sibling is asked for that.
            if (path.Walk(Residual(other, levels, at, 1), at, new(0, 1))) paths[s] = path;
        }

        return paths;
    }

    private static Moment MomentOf(PlaceboQuestion question, double[] residual, int at, double middle, int sign)
    {
        var calibration = question.Calibration;
        var place = PlaceOf(question, at) + at;
        return new()
        {
            Residual = new(sign > 0 ? residual : Array.ConvertAll(residual, x => -x)),
            At = at,
            Seasonal = new(calibration.Seasonal),
            SeasonalAt = place,
            Yesterday = new(calibration.Yesterday),
            YesterdayAt = place,
            LastWeek = calibration.LastWeek.Length == 0 ? null : new(calibration.LastWeek),
            LastWeekAt = place,
            DayMean = calibration.DayMean,
            HoursMean = calibration.HoursMean,
            Middle = middle,
        };
    }

    /// <summary>The points before t0 and after it, holes filled.</summary>
    private static (double[] Levels, int At) Levels(PlaceboQuestion question)
    {
        var before = question.Before.Span;
        before = before[Math.Max(0, before.Length - Statistics.BasePoints)..];
        var raw = new double[before.Length + question.Observed.Length];
        before.CopyTo(raw);
        question.Observed.Span.CopyTo(raw.AsSpan(before.Length));
        return (CarriedForward.Of(raw), before.Length);
    }

    private static double[] Residual(PlaceboQuestion question, double[] levels, int at, int sign)
    {
        var (seasonal, place) = (question.Calibration.Seasonal, PlaceOf(question, at));
        var residual = new double[levels.Length];
        for (var i = 0; i < residual.Length; i++)
            residual[i] = place + i >= 0 && place + i < seasonal.Length
                ? sign * (levels[i] - seasonal[place + i]) : double.NaN;
        return residual;
    }

    /// <summary>Where in the calibration's arrays the first of the points before t0 lies.</summary>
    private static int PlaceOf(PlaceboQuestion question, int before) =>
        Statistics.BasePoints + question.SinceAnnouncement - before;
}
