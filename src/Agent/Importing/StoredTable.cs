using System.Globalization;
using Bellwether.Agent.Baselines;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Importing;

/// <summary>The stored history of a service as a table: its instances added up, those of a control left out.</summary>
internal sealed class StoredTable
{
    private readonly StoredHistory _history;
    private readonly (DateTimeOffset From, DateTimeOffset To) _range;

    private StoredTable(StoredHistory history, (DateTimeOffset From, DateTimeOffset To) range) =>
        (_history, _range) = (history, range);

    /// <param name="history">Open to be read.</param>
    /// <param name="place">Whose history.</param>
    /// <param name="range">First start that is wanted, and the first that no longer is.</param>
    /// <param name="interval">Width of a point; null: that of the widest row. Wider rows are left out.</param>
    /// <exception cref="ImportException">There is nothing of that.</exception>
    public static PointTable Of(
        StoredHistory history, HistoryPlace place, (DateTimeOffset From, DateTimeOffset To) range, TimeSpan? interval)
    {
        var table = new StoredTable(history, range);
        var keys = history.Signals(place.Service, place.Environment).Where(key => key.Kind is not SignalKind.State);
        var spans = keys.Select(key => (Key: key, Span: table.SpanOf(key))).Where(of => of.Span.Rows > 0)
            // A signal that changed its kind or unit is told as what it was last.
            .GroupBy(of => of.Key.Signal, StringComparer.Ordinal).Select(same => same.MaxBy(of => of.Span.To))
            .ToList();
        if (spans.Count == 0)
            throw new ImportException($"the history has no points of {place.Service} in {place.Environment} from"
                + $" {range.From:yyyy-MM-dd HH:mm}Z to {range.To:yyyy-MM-dd HH:mm}Z{Others(history)}");
        var width = interval ?? spans.Max(of => of.Span.Width);
        var start = Floor(spans.Min(of => of.Span.From), width);
        var points = (spans.Max(of => of.Span.To) - start).Ticks / width.Ticks + 1;
        if (points > new TableLimits().MostPoints || points * spans.Count > new TableLimits().MostNumbers)
            throw new ImportException($"{points} points of {spans.Count} signals are more than a table takes; ask for"
                + " a shorter time, or wider points with --interval");
        var grid = new TimeGrid(start, width, (int)points);
        return new() { Grid = grid, Signals = [.. spans.Select(of => table.Signal(of.Key, grid))] };
    }

    private static string Others(StoredHistory history)
    {
        var there = history.Services();
        return there.Count == 0 ? "; it has none at all"
            : $"; it has {string.Join(", ", there.Select(of => $"{of.Service} in {of.Environment}"))}";
    }

    private Span SpanOf(SignalKey key)
    {
        var span = new Span(DateTimeOffset.MaxValue, DateTimeOffset.MinValue, TimeSpan.Zero, 0);
        _history.Read(key, _range.From, _range.To, row =>
        {
            if (row.Control) return;
            span = new(row.At < span.From ? row.At : span.From, row.At > span.To ? row.At : span.To,
                row.Width > span.Width ? row.Width : span.Width, span.Rows + 1);
        });
        return span;
    }

    private TableSignal Signal(SignalKey key, TimeGrid grid)
    {
        var rows = new HistoryRow?[grid.Points];
        _history.Read(key, _range.From, _range.To, row =>
        {
            if (row.Control || row.Width > grid.Interval) return;
            ref var cell = ref rows[grid.IndexOf(row.At.UtcTicks)];
            cell = cell is null ? row : HistoryRow.Merge(cell, row);
        });
        var signal = new TableSignal { Name = key.Signal, Kind = key.Kind, Unit = key.Unit };
        return key.Kind switch
        {
            SignalKind.Ratio => signal with
            {
                Pairs = Array.ConvertAll(rows, row => row is null ? default : CountPair.Of(row.Bad, row.Total)),
            },
            SignalKind.Latency => Latency(signal, rows),
            SignalKind.Rate => signal with
            {
                Levels = Array.ConvertAll(rows, row => row is null ? double.NaN : PerSecond(row.Sum, grid.Interval)),
            },
            _ => signal with
            {
                Levels = Array.ConvertAll(rows, row => row is { Count: > 0 } ? row.Sum / row.Count : double.NaN),
            },
        };
    }

    private static TableSignal Latency(TableSignal signal, HistoryRow?[] rows)
    {
        IReadOnlyList<double>? bounds = null;
        foreach (var row in rows)
            if (row is { Buckets.Count: > 0 })
                bounds = bounds is null || ReferenceEquals(bounds, row.Bounds) ? row.Bounds
                    : bounds.SequenceEqual(row.Bounds) ? bounds : [.. bounds.Where(row.Bounds.Contains)];
        bounds ??= [];
        return signal with
        {
            Bounds = bounds,
            Buckets = Array.ConvertAll(rows, row => row is { Buckets.Count: > 0 } ? On(row, bounds) : null),
            Sums = Array.ConvertAll(rows, row => row is { Buckets.Count: > 0 } ? row.Sum : double.NaN),
        };
    }

    private static double[] On(HistoryRow row, IReadOnlyList<double> bounds)
    {
        var buckets = new double[bounds.Count + 1];
        var to = 0;
        for (var i = 0; i < row.Buckets.Count; i++)
        {
            buckets[to] += row.Buckets[i];
            if (to < bounds.Count && i < row.Bounds.Count && row.Bounds[i].Equals(bounds[to])) to++;
        }

        return buckets;
    }

    // A product with the seconds and its quotient differ in the last digit: fifteen are what was given.
    private static double PerSecond(double count, TimeSpan interval) => double.Parse(
        (count / interval.TotalSeconds).ToString("G15", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static DateTimeOffset Floor(DateTimeOffset at, TimeSpan width) =>
        at.AddTicks(-((at - DateTimeOffset.UnixEpoch).Ticks % width.Ticks));

    private readonly record struct Span(DateTimeOffset From, DateTimeOffset To, TimeSpan Width, long Rows);
}
