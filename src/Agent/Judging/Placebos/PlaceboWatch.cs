using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>A watch as the placebo judge sees it, look by look.</summary>
/// <remarks>Source: JUDGE section 3.</remarks>
internal static class PlaceboWatch
{
    /// <summary>Null where too much is missing around t0, or no look has been reached.</summary>
    public static PlaceboFinding? Examine(PlaceboQuestion question)
    {
        PlaceboFinding? worst = null;
        foreach (var side in question.Calibration.Sides)
        {
            var seen = Examine(question, side);
            if (seen is null) continue;
            if (worst is null || Rank(seen) > Rank(worst)) worst = seen;
        }

        return worst;
    }

    private static double Rank(PlaceboFinding finding) =>
        finding.CrossedAt is { } at ? 1e6 - at : finding.Strength;

    private static PlaceboFinding? Examine(PlaceboQuestion question, DirectionTable side)
    {
        var calibration = question.Calibration;
        var (residual, at, normal) = Residual(question, side.Sign);
        var path = new StatisticPath(new()
        {
            WarmUp = calibration.WarmUp,
            Window = calibration.Looks[^1],
            Looks = calibration.Looks,
            Seed = 0,
        });
        if (!path.Walk(residual, at, side.Reach) || path.Looks == 0) return null;
        var cost = Math.Log(Statistics.Count) + (calibration.Sides.Count > 1 ? Math.Log(2) : 0);
        Span<double> maxima = stackalloc double[Statistics.Count];
        maxima.Fill(double.NegativeInfinity);
        var strength = double.NegativeInfinity;
        int? crossed = null;
        PlaceboFinding? told = null;
        for (var look = 0; look < path.Looks; look++)
        {
            var (best, nats) = (0, double.NegativeInfinity);
            for (var s = 0; s < Statistics.Count; s++)
            {
                var value = path.Values[s][look];
                if (!double.IsNaN(value)) maxima[s] = Math.Max(maxima[s], side.Tables[s].Deviation(value, look));
                if (double.IsNegativeInfinity(maxima[s])) continue;
                var own = side.Tables[s].Tail.Nats(maxima[s]);
                if (own > nats) (best, nats) = (s, own);
            }

            nats += question.LogWeight - cost;
            strength = Math.Max(strength, nats);
            if (crossed is not null) continue;
            var change = Math.Max(path.Values[Statistics.Median][look], path.Values[Statistics.LastFive][look]);
            if (nats >= question.Needed && LargeEnough(change, normal, question.Allow))
                crossed = calibration.Looks[look];
            if (crossed is null && look < path.Looks - 1) continue;
            var median = path.Values[Statistics.Median][look];
            var needed = side.Tables[Statistics.Median].Tail.DeviationAt(question.Needed - question.LogWeight + cost);
            told = new()
            {
                CrossedAt = crossed,
                Look = calibration.Looks[look],
                Statistic = Statistics.Names[best],
                Strength = strength,
                Normal = normal,
                Change = side.Sign * median,
                Low = side.Sign > 0 ? median - side.MedianHigh[look] : -(median - side.MedianLow[look]),
                High = side.Sign > 0 ? median - side.MedianLow[look] : -(median - side.MedianHigh[look]),
                Detectable = Math.Max(
                    side.Tables[Statistics.Median].Middle[look] + needed * side.Tables[Statistics.Median].Scale[look],
                    question.Allow * Math.Abs(normal)),
                Exceeded = side.Tables[best].Tail.Exceeding(maxima[best]),
            };
        }

        return told! with { Strength = Math.Max(0, strength) };
    }

    private static bool LargeEnough(double change, double normal, double allow) =>
        change > 0 && change >= allow * Math.Abs(normal);

    private static (double[] Residual, int At, double Normal) Residual(PlaceboQuestion question, int sign)
    {
        var before = question.Before.Span;
        before = before[Math.Max(0, before.Length - Statistics.BasePoints)..];
        var raw = new double[before.Length + question.Observed.Length];
        before.CopyTo(raw);
        question.Observed.Span.CopyTo(raw.AsSpan(before.Length));
        var levels = CarriedForward.Of(raw);
        var normal = Baselines.Selection.Quantile(Array.FindAll(levels[..before.Length], double.IsFinite), 0.5);
        var seasonal = question.Calibration.Seasonal;
        for (var i = 0; i < levels.Length; i++)
        {
            var place = Statistics.BasePoints - before.Length + question.SinceAnnouncement + i;
            levels[i] = sign * (levels[i] - (place < seasonal.Length ? seasonal[place] : double.NaN));
        }

        return (levels, before.Length, normal);
    }
}
