using Bellwether.Agent.Baselines;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Importing;

/// <summary>Points of a table as rows of the history.</summary>
internal static class TableRows
{
    /// <summary>Start of a point on the history's grid: where times begin between two steps of it, all are moved back
    /// by the same.</summary>
    public static DateTimeOffset AtOf(TimeGrid grid, int index)
    {
        var at = grid.Start + index * grid.Interval;
        return at.AddTicks(-((at - DateTimeOffset.UnixEpoch).Ticks % grid.Interval.Ticks));
    }

    /// <summary>The row of a point; null where it is missing.</summary>
    public static HistoryRow? Of(TableSignal signal, TimeGrid grid, int index, HistoryPlace place) => signal.Kind switch
    {
        SignalKind.Gauge when signal.Levels[index] is var level && double.IsFinite(level) =>
            Row(signal, grid, index, place) with { Sum = level, Count = 1, Min = level, Max = level },
        SignalKind.Rate when signal.Levels[index] is var rate && double.IsFinite(rate) =>
            Row(signal, grid, index, place) with { Sum = rate * grid.Interval.TotalSeconds, Count = 1 },
        SignalKind.Ratio when signal.Pairs[index] is { Seen: true } pair =>
            Row(signal, grid, index, place) with { Bad = pair.Bad, Total = pair.Total },
        SignalKind.Latency when signal.Buckets.Length > 0 && signal.Buckets[index] is { } buckets =>
            Row(signal, grid, index, place) with
            {
                Bounds = signal.Bounds,
                Buckets = buckets,
                Count = buckets.Sum(),
                Sum = signal.Sums[index],
            },
        _ => null,
    };

    /// <summary>Whether a point lies in a masked range.</summary>
    public static bool[] MaskOf(PointTable table)
    {
        var mask = new bool[table.Points];
        foreach (MaskedRange range in table.Masked) Array.Fill(mask, true, range.From, range.To - range.From);
        return mask;
    }

    private static HistoryRow Row(TableSignal signal, TimeGrid grid, int index, HistoryPlace place) => new()
    {
        Service = place.Service,
        Environment = place.Environment,
        Signal = signal.Name,
        Kind = signal.Kind,
        Unit = signal.Unit,
        Instance = place.Instance,
        At = AtOf(grid, index),
        Width = grid.Interval,
    };
}
