using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>All statistics of one signal after t0, look by look, turned so that up is bad.</summary>
internal sealed class WatchedPath
{
    private readonly DirectionTable side;
    private readonly double[][] values;
    private readonly double[] fromSiblings;

    private WatchedPath(DirectionTable side, double[][] values, double[] fromSiblings, int looks, double normal)
    {
        (this.side, this.values, this.fromSiblings) = (side, values, fromSiblings);
        (Looks, Normal) = (looks, normal);
    }

    /// <summary>Looks that are behind us.</summary>
    public int Looks { get; }

    /// <summary>Median level of the points before t0.</summary>
    public double Normal { get; }

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
        var fromSiblings = new double[path.Looks];
        var moment = MomentOf(question, residual, at, side.Sign * path.Middle, side.Sign);
        var siblings = calibration.Explanations.Count == 0 ? [] : Siblings(question);
        Span<double> features = stackalloc double[Moment.Features + calibration.Siblings.Count];
        for (var e = 0; e < calibration.Explanations.Count; e++)
        {
            var explanation = calibration.Explanations[e];
            var left = values[Statistics.Count + e] = new double[path.Looks];
            for (var look = 0; look < path.Looks; look++)
            {
                moment.Describe(calibration.WarmUp, calibration.Looks[look], features[..Moment.Features]);
                for (var s = 0; s < siblings.Length; s++)
                    features[Moment.Features + s] = siblings[s] is { } other && look < other.Looks
                        && double.IsFinite(other.Values[explanation.Statistic][look])
                        ? other.Values[explanation.Statistic][look] : 0;
                var (all, shared) = explanation.ByLook[look].Of(features, Moment.Features);
                left[look] = path.Values[explanation.Statistic][look] - side.Sign * all;
                if (explanation.Statistic == Statistics.Median) fromSiblings[look] = side.Sign * shared;
            }
        }

        var before = Array.FindAll(levels[..at], double.IsFinite);
        return new(side, values, fromSiblings, path.Looks, Selection.Quantile(before, 0.5));
    }

    /// <summary>By statistic (the explained ones after the others) and look; NaN where not known.</summary>
    public double Value(int statistic, int look) => values[statistic][look];

    /// <summary>Change of the median at a look and its 95 % interval, by whichever way bounds it closer.</summary>
    /// <remarks>What the siblings explain is counted against the version where it would speak for it: a version that
    /// makes everything worse must not be excused by that.</remarks>
    public (double Change, double Low, double High) Estimate(int look)
    {
        var raw = values[Statistics.Median][look];
        var plain = (Change: raw, Low: raw - side.Median.High[look], High: raw - side.Median.Low[look]);
        if (side.Explained is not { } range) return plain;
        var left = values[Statistics.Count][look];
        var shared = fromSiblings[look];
        var explained = (Change: left, Low: left + Math.Min(shared, 0) - range.High[look],
            High: left + Math.Max(shared, 0) - range.Low[look]);
        return explained.High - explained.Low < plain.High - plain.Low ? explained : plain;
    }

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
