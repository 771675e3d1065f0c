namespace Bellwether.Agent.Sampling;

/// <summary>Cells of one length on UTC, counted from 1970; the tick of a cell is in its middle, or a little
/// after it.</summary>
/// <remarks>A look that comes a little early or late stays in its cell, so that each judged interval holds exactly
/// one.</remarks>
internal readonly record struct Grid(TimeSpan Every)
{
    /// <summary>How far behind the middle of its cell the tick is; less than a quarter of a cell.</summary>
    public TimeSpan Shift { get; init; }

    public long CellOf(DateTimeOffset at)
    {
        var (cell, rest) = Math.DivRem(at.UtcTicks - DateTimeOffset.UnixEpoch.Ticks, Every.Ticks);
        return rest < 0 ? cell - 1 : cell;
    }

    public DateTimeOffset TickOf(long cell) =>
        DateTimeOffset.UnixEpoch.AddTicks((cell * Every.Ticks) + (Every.Ticks / 2) + Shift.Ticks);

    /// <summary>The cell of the first tick after an instant.</summary>
    public long NextCell(DateTimeOffset after)
    {
        var cell = CellOf(after);
        return TickOf(cell) > after ? cell : cell + 1;
    }
}
