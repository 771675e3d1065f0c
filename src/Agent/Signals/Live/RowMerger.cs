using Bellwether.Agent.Storage.History;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Merges rows, which come in the order of their starts, into one a cell.</summary>
internal sealed class RowMerger(Grid grid, Action<long, HistoryRow> each)
{
    private HistoryRow? _row;
    private long _cell;

    public bool Any { get; private set; }

    public void Add(HistoryRow row)
    {
        Any = true;
        var cell = grid.CellOf(row.At);
        if (_row is not null && cell == _cell)
        {
            _row = HistoryRow.Merge(_row, row);
            return;
        }

        Flush();
        (_row, _cell) = (row, cell);
    }

    /// <summary>Hands out the last one.</summary>
    public void Flush()
    {
        if (_row is not null) each(_cell, _row);
        _row = null;
    }
}
