using Bellwether.Agent.Baselines.Placebos;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>A watch as the placebo judge sees it, look by look.</summary>
/// <remarks>Source: JUDGE section 3.</remarks>
internal static class PlaceboWatch
{
    /// <summary>One point is one look, and one look rolls nothing back.</summary>
    private const int FewestPoints = 2;

    private const int LastPoints = 5;

    /// <summary>The worse of the sides that count.</summary>
    /// <returns>Null where too much is missing around t0, or no look has been reached.</returns>
    public static PlaceboFinding? Examine(PlaceboQuestion question)
    {
        PlaceboFinding? worst = null;
        foreach (var side in question.Calibration.Sides)
            if (Examine(question, side) is { } seen && (worst is null || IsWorse(seen, worst)))
                worst = seen;
        return worst;
    }

    private static bool IsWorse(PlaceboFinding one, PlaceboFinding other)
    {
        var (first, second) = (one.CrossedAt ?? int.MaxValue, other.CrossedAt ?? int.MaxValue);
        return first < second || (first == second && one.Strength > other.Strength);
    }

    private static PlaceboFinding? Examine(PlaceboQuestion question, DirectionTable side)
    {
        if (WatchedPath.Walk(question, side) is not { } path) return null;
        var race = new TailRace(side, Math.Log(side.Tables.Count) + Math.Log(question.Calibration.Sides.Count));
        PlaceboFinding? told = null;
        var strength = 0.0;
        for (var look = 0; look < path.Looks; look++)
        {
            var nats = race.Take(path, look) + question.LogWeight;
            strength = Math.Max(strength, nats);
            if (told?.CrossedAt is not null) continue;
            var crosses = nats >= question.Needed && LargeEnough(question, path, look);
            if (crosses || look == path.Looks - 1) told = Tell(question, side, path, look, race, crosses);
        }

        return told! with { Strength = strength };
    }

    /// <summary>Large enough to be worth a rollback, by the median or by the last five, and not by one point
    /// alone.</summary>
    private static bool LargeEnough(PlaceboQuestion question, WatchedPath path, int look)
    {
        var least = question.Allow * path.Scale;
        var (from, to) = (question.Calibration.WarmUp, question.Calibration.Looks[look]);
        var (median, last) = (path.Value(Statistics.Median, look), path.Value(Statistics.LastFive, look));
        // A point that is carried over a hole may be the median; then no other comes near it.
        return IsLarge(median, least, path.Above.AsSpan(from..to), Math.Max(least, median / 2))
            || IsLarge(last, least, path.Above.AsSpan(Math.Max(from, to - LastPoints)..to), least);
    }

    private static bool IsLarge(double change, double least, ReadOnlySpan<double> above, double bar)
    {
        if (!(change > 0 && change >= least)) return false;
        var points = 0;
        foreach (var point in above) points += point > 0 && point >= bar ? 1 : 0;
        return points >= FewestPoints;
    }

    private static PlaceboFinding Tell(
        PlaceboQuestion question, DirectionTable side, WatchedPath path, int look, TailRace race, bool crosses)
    {
        var estimate = path.Estimate(look);
        return new()
        {
            CrossedAt = crosses ? question.Calibration.Looks[look] : null,
            Look = question.Calibration.Looks[look],
            Statistic = side.Tables[race.Loudest].Name,
            Strength = 0,
            Normal = path.Normal,
            Scale = path.Scale,
            Change = side.Sign * estimate.Change,
            Low = side.Sign > 0 ? estimate.Low : -estimate.High,
            High = side.Sign > 0 ? estimate.High : -estimate.Low,
            Detectable = Math.Max(
                race.Detectable(look, question.Needed - question.LogWeight), question.Allow * path.Scale),
            Exceeded = race.Exceeded,
        };
    }
}
