namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>Points on the UTC grid, oldest first, without gaps: a missing interval is a missing point.</summary>
/// <param name="Start">Start of the first point, UTC, a multiple of <paramref name="Interval"/>.</param>
/// <param name="Interval">Width of a point.</param>
/// <param name="Points">Empty for none.</param>
internal sealed record PointSeries(DateTimeOffset Start, TimeSpan Interval, IReadOnlyList<Point> Points)
{
    public DateTimeOffset End => At(Points.Count);

    /// <summary>Start of the point with that index.</summary>
    public DateTimeOffset At(int index) => Start + index * Interval;

    /// <summary>The points that end at or before an instant.</summary>
    public PointSeries Until(DateTimeOffset end)
    {
        var count = Math.Clamp((int)Math.Floor((end - Start) / Interval), 0, Points.Count);
        return count == Points.Count ? this : this with { Points = [.. Points.Take(count)] };
    }

    public static PointSeries Empty(TimeSpan interval) => new(DateTimeOffset.UnixEpoch, interval, []);
}
