namespace Bellwether.Agent.Signals.Live;

/// <summary>The UTC grid of points: cell n is [n, n + 1) intervals since the Unix epoch.</summary>
internal readonly record struct Grid(TimeSpan Interval)
{
    public long CellOf(DateTimeOffset at)
    {
        var ticks = (at - DateTimeOffset.UnixEpoch).Ticks;
        return ticks >= 0 ? ticks / Interval.Ticks : (ticks - Interval.Ticks + 1) / Interval.Ticks;
    }

    /// <summary>First cell that lies at or after an instant, whole.</summary>
    public long FirstAfter(DateTimeOffset at) => CellOf(at) + (StartOf(CellOf(at)) == at ? 0 : 1);

    public DateTimeOffset StartOf(long cell) => DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(cell * Interval.Ticks);

    /// <summary>How many points may lie before t0: a day of them, or <see cref="LiveLimits.LeastPoints"/> where that
    /// is more.</summary>
    public int MostBefore => Math.Max(LiveLimits.LeastPoints, (int)(TimeSpan.TicksPerDay / Interval.Ticks));

    /// <summary>How many points a ring holds: those before t0, and a quarter for the watch.</summary>
    public int Capacity => MostBefore + MostBefore / 4;
}
