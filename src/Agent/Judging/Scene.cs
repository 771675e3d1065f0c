using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Calibrations;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Judging;

/// <summary>What a rule looks at: the snapshot on the grid since t0, and which part of it counts now.</summary>
internal sealed record Scene
{
    public required JudgePlan Plan { get; init; }

    public required WatchSnapshot Snapshot { get; init; }

    /// <summary>Start of the first whole point after t0; the interval that holds t0 belongs to neither side.</summary>
    public required DateTimeOffset First { get; init; }

    /// <summary>Whole points since then; no more than the window in a watch.</summary>
    public required int Points { get; init; }

    /// <summary>Index of the first point that counts: the warm-up.</summary>
    public required int From { get; init; }

    /// <summary>Looks at states count from then on.</summary>
    public required DateTimeOffset LooksFrom { get; init; }

    /// <summary>When statistics look, in points after t0, up to now.</summary>
    public required IReadOnlyList<int> Looks { get; init; }

    /// <summary>Windows of K-of-N that end at or before this are not looked at; null: all count.</summary>
    public DateTimeOffset? OnlyAfter { get; init; }

    /// <summary>Only so many of the last looks at a state count; null: all.</summary>
    public int? LastLooks { get; init; }

    /// <summary>Nats that statistics need on top of the budget.</summary>
    public double Surcharge { get; init; }

    /// <summary>How many points beyond its reach E5 needs; 0 keeps E5 out.</summary>
    public int BreachesForE5 { get; init; } = 5;

    /// <summary>What was learned when the deployment was announced.</summary>
    public DeploymentCalibration Calibration { get; init; } = DeploymentCalibration.None;

    public TimeSpan Interval => Snapshot.Interval;

    /// <summary>Points that count and lie behind us.</summary>
    public int Judged => Math.Max(0, Points - From);

    /// <summary>The scene of a case. Before t0 there is nothing to look at yet.</summary>
    /// <param name="asked">The case.</param>
    /// <param name="most">Points after t0 that are looked at, at most.</param>
    public static Scene Of(WatchCase asked, int most) =>
        Of(asked.Plan, asked.Snapshot, most) with { Calibration = asked.Calibration };

    /// <summary>The scene of a watch or a bake. Before t0 there is nothing to look at yet.</summary>
    /// <param name="plan">Rules and times.</param>
    /// <param name="snapshot">What is known.</param>
    /// <param name="most">Points after t0 that are looked at, at most.</param>
    public static Scene Of(JudgePlan plan, WatchSnapshot snapshot, int most)
    {
        var first = NextOnGrid(snapshot.T0 ?? snapshot.Now, snapshot.Interval);
        var closed = snapshot.ClosedUntil ?? snapshot.Now;
        var points = snapshot.T0 is null ? 0 : (int)Math.Clamp((closed - first) / snapshot.Interval, 0, most);
        var (warmUp, window) = (plan.Policy.WarmUpPoints, plan.Policy.WindowPoints);
        return new()
        {
            Plan = plan,
            Snapshot = snapshot,
            First = first,
            Points = points,
            From = Math.Min(warmUp, points),
            LooksFrom = (snapshot.T0 ?? snapshot.Now) + plan.Policy.WarmUp,
            Looks = [.. LookSchedule.Of(warmUp, window).Where(look => look <= points)],
        };
    }

    /// <summary>How many requests of so many points may be our own.</summary>
    public double OwnOf(SignalHistory history, int points) => history.OwnPerSecond * (points * Interval).TotalSeconds;

    /// <summary>What was learned for a rule; null for nothing.</summary>
    public RuleCalibration? Learned(string rule) => Calibration.Of(rule, Interval);

    /// <summary>Start of a point, by its index after t0.</summary>
    public DateTimeOffset At(int index) => First + index * Interval;

    /// <summary>A signal's points on the grid since t0; missing where it has none. Masks do not hold after
    /// t0.</summary>
    public Point[] Since(PointSeries? after)
    {
        var points = new Point[Points];
        if (after is null || after.Points.Count == 0) return points;
        var shift = (after.Start - First) / Interval;
        if (!(Math.Abs(shift) < int.MaxValue)) return points;
        var offset = (int)Math.Round(shift);
        for (var i = Math.Max(0, -offset); i < after.Points.Count && i + offset < points.Length; i++)
            points[i + offset] = after.Points[i];
        return points;
    }

    /// <summary>The points just before t0, as many as count after it and at least so many; masked ones left
    /// out.</summary>
    public IReadOnlyList<Point> JustBefore(PointSeries before, int atLeast)
    {
        var wanted = Math.Min(before.Points.Count, Math.Max(Points, atLeast));
        return [.. before.Points.Skip(before.Points.Count - wanted).Where(point => !point.Masked)];
    }

    /// <summary>When what was there lately ends: the announcement, or t0, or what the deployment may have to do with,
    /// where that is earlier. Null after a promote, for then it was well since, and where t0 is more than a window
    /// later.</summary>
    public DateTimeOffset? LatelyUntil
    {
        get
        {
            var (announced, t0) = (Snapshot.AnnouncedAt, Snapshot.T0 ?? Snapshot.AnnouncedAt);
            if (OnlyAfter is not null || t0 - announced > Plan.Policy.Window) return null;
            var until = t0 < announced ? t0 : announced;
            return Snapshot.ChangedAt < until ? Snapshot.ChangedAt : until;
        }
    }

    /// <summary>The last points of before: what was there when the deployment was announced, whichever version
    /// ran.</summary>
    /// <remarks>A version that has yet to prove itself is no example of normal, and yet what fails then is failing
    /// already. What people set aside stays aside.</remarks>
    /// <param name="before">Points before t0, oldest first.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<Point> Lately(PointSeries before, int most)
    {
        if (LatelyUntil is not { } until) return [];
        var end = IndexOf(before, until);
        return Unmasked(before, Math.Max(0, end - most), end);
    }

    /// <summary>The last points between then and t0: what was bad lately and is well there is over.</summary>
    /// <param name="before">Points before t0, oldest first.</param>
    /// <param name="most">How many at most.</param>
    public IReadOnlyList<Point> Meanwhile(PointSeries before, int most)
    {
        if (LatelyUntil is not { } until) return [];
        var end = before.Points.Count;
        return Unmasked(before, Math.Max(IndexOf(before, until), end - most), end);
    }

    /// <summary>Whether a test fails on the stretch just before t0, or on what was there lately and is not
    /// over.</summary>
    /// <param name="before">Points before t0, oldest first.</param>
    /// <param name="needed">Fewest points that the test needs.</param>
    /// <param name="fails">The test.</param>
    public bool FailedBefore(PointSeries before, int needed, Func<IReadOnlyList<Point>, bool> fails)
    {
        if (fails(JustBefore(before, needed))) return true;
        var (lately, meanwhile) = (Lately(before, needed), Meanwhile(before, needed));
        return lately.Any(point => point.Unproven) && fails(lately) && (meanwhile.Count < needed || fails(meanwhile));
    }

    private int IndexOf(PointSeries before, DateTimeOffset end) =>
        (int)Math.Clamp(Math.Floor((end - before.Start) / Interval), 0, before.Points.Count);

    private static List<Point> Unmasked(PointSeries before, int from, int end)
    {
        List<Point> points = new(Math.Max(0, end - from));
        for (var i = from; i < end; i++)
            if (before.Points[i] is { Masked: false } or { Unproven: true })
                points.Add(before.Points[i]);
        return points;
    }

    /// <summary>Share of the points that count that have data, 0 to 1; 0 where none counts yet.</summary>
    public double CoverageOf(IReadOnlyList<bool> seen)
    {
        var with = 0;
        for (var i = From; i < Points; i++) with += seen[i] ? 1 : 0;
        return Judged == 0 ? 0 : (double)with / Judged;
    }

    private static DateTimeOffset NextOnGrid(DateTimeOffset instant, TimeSpan interval)
    {
        var past = (instant - DateTimeOffset.UnixEpoch).Ticks % interval.Ticks;
        return past == 0 ? instant : instant.AddTicks(interval.Ticks - past);
    }
}
