using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Goes over a signal's past, the stored part and what is in memory, without holding it.</summary>
internal sealed class PointWalker(ServiceState state, HistoryStore store)
{
    /// <summary>Oldest first; called without the state's lock, which is held only to see what is in memory.</summary>
    /// <returns>Null where there is no such signal.</returns>
    public PointsWalked? Walk(PointWalk walk, PointVisitor each)
    {
        var grid = state.Grid;
        var end = grid.CellOf(walk.Until);
        var from = end - walk.Points;
        SignalTrack? track;
        PointColumn held;
        long heldFrom;
        MaskedCells masks;
        lock (state.Lock)
        {
            if (!state.Tracks.TryGetValue(walk.Signal, out track) || track.Kind is SignalKind.State) return null;
            var ring = track.Treated;
            heldFrom = ring.Start == ring.End ? end : Math.Clamp(ring.Start, from, end);
            masks = state.Masks;
            held = new(ring, (heldFrom, end), masks, []);
        }

        Stored(track, masks, (from, heldFrom), each);
        for (var i = 0; i < held.Count; i++)
        {
            var (point, bounds) = held.AsCounted(i);
            if (point.Seen) each((int)(heldFrom - from) + i, in point, bounds);
        }

        return new(grid.StartOf(end), masks.Within(from, end));
    }

    private void Stored(SignalTrack track, MaskedCells masks, (long From, long To) cells, PointVisitor each)
    {
        if (cells.From >= cells.To) return;
        var grid = state.Grid;
        var merger = new RowMerger(grid, (cell, row) =>
        {
            if (RowPoint.Of(row) is not { } counted) return;
            // What is in memory has single precision; a level must not depend on where it was found.
            var point = new Point
            {
                Seen = true,
                Masked = masks.Touch(cell),
                Value = (float)counted.Value,
                Total = (float)counted.Total,
                Buckets = counted.Buckets?.Counts,
            };
            each((int)(cell - cells.From), in point, row.Bounds);
        });
        var key = new SignalKey(
            state.Plan.Service, state.Plan.Environment, track.Name, track.Kind, track.Unit);
        store.Read(key, grid.StartOf(cells.From), grid.StartOf(cells.To), row =>
        {
            if (!row.Control && row.Width <= grid.Interval && row.Kind == key.Kind && row.Unit == key.Unit)
                merger.Add(row);
        });
        merger.Flush();
    }
}
