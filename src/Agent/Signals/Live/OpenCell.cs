using Bellwether.Agent.Storage.History;

namespace Bellwether.Agent.Signals.Live;

/// <summary>One instance's share of a point that is still open.</summary>
internal sealed class OpenCell(long cell, string instance, bool control)
{
    public long Cell { get; } = cell;

    public string Instance { get; } = instance;

    public bool Control { get; } = control;

    /// <summary>What came so far; null for nothing.</summary>
    public HistoryRow? Row { get; private set; }

    /// <summary>Looks that brought nothing.</summary>
    public int Missed { get; set; }

    /// <summary>Which side it is on; told when it is closed.</summary>
    public Side Side { get; set; }

    /// <summary>Written out: nothing can be added any more.</summary>
    public bool Closed { get; set; }

    public void Add(HistoryRow row) => Row = Row is null ? row : HistoryRow.Merge(Row, row);
}
