using Bellwether.Agent.Baselines;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tables;

/// <summary>The same signals on wider points: levels are averaged, counts added up.</summary>
internal static class CoarserTable
{
    /// <param name="table">The finer one.</param>
    /// <param name="interval">A multiple of its interval; points begin at multiples of it since the epoch.</param>
    public static PointTable Of(PointTable table, TimeSpan interval)
    {
        if (interval == table.Grid.Interval) return table;
        var (ticks, epoch) = (interval.Ticks, DateTimeOffset.UnixEpoch.UtcTicks);
        var first = epoch + (table.Grid.Start.UtcTicks - epoch) / ticks * ticks;
        var last = epoch + (table.At(table.Points - 1).UtcTicks - epoch) / ticks * ticks;
        var grid = new TimeGrid(new(first, TimeSpan.Zero), interval, (int)((last - first) / ticks) + 1);
        var cells = new int[table.Points];
        for (var i = 0; i < cells.Length; i++) cells[i] = grid.IndexOf(table.At(i).UtcTicks);
        return new()
        {
            Grid = grid,
            Signals = [.. table.Signals.Select(signal => Of(signal, cells, grid.Points))],
            Masked = Of(table.Masked, cells),
        };
    }

    private static TableSignal Of(TableSignal signal, int[] cells, int points) => signal with
    {
        Levels = signal.Kind is SignalKind.Gauge or SignalKind.Rate ? Means(signal.Levels, cells, points) : [],
        Pairs = signal.Pairs.Length > 0 ? Sums(signal.Pairs, cells, points) : [],
        Buckets = signal.Buckets.Length > 0 ? Sums(signal.Buckets, cells, points) : [],
        Sums = signal.Buckets.Length > 0 ? SumsOf(signal, cells, points) : [],
    };

    private static double[] Means(double[] levels, int[] cells, int points)
    {
        var (sums, counts) = (new double[points], new int[points]);
        for (var i = 0; i < levels.Length; i++)
        {
            if (double.IsNaN(levels[i])) continue;
            sums[cells[i]] += levels[i];
            counts[cells[i]]++;
        }

        for (var i = 0; i < points; i++) sums[i] = counts[i] > 0 ? sums[i] / counts[i] : double.NaN;
        return sums;
    }

    private static CountPair[] Sums(CountPair[] pairs, int[] cells, int points)
    {
        var sums = new CountPair[points];
        for (var i = 0; i < pairs.Length; i++) sums[cells[i]] = sums[cells[i]].Plus(pairs[i]);
        return sums;
    }

    private static double[]?[] Sums(double[]?[] buckets, int[] cells, int points)
    {
        var sums = new double[]?[points];
        for (var i = 0; i < buckets.Length; i++)
        {
            if (buckets[i] is not { } from) continue;
            if (sums[cells[i]] is not { } to) sums[cells[i]] = [.. from];
            else
                for (var b = 0; b < to.Length; b++) to[b] += from[b];
        }

        return sums;
    }

    // A sum without one of its parts is no sum.
    private static double[] SumsOf(TableSignal signal, int[] cells, int points)
    {
        var (sums, seen) = (new double[points], new bool[points]);
        for (var i = 0; i < cells.Length; i++)
        {
            if (signal.Buckets[i] is null) continue;
            sums[cells[i]] += signal.Sums[i];
            seen[cells[i]] = true;
        }

        for (var i = 0; i < points; i++) sums[i] = seen[i] ? sums[i] : double.NaN;
        return sums;
    }

    private static List<MaskedRange> Of(IReadOnlyList<MaskedRange> masked, int[] cells)
    {
        var coarser = new List<MaskedRange>();
        foreach (var range in masked)
        {
            var (from, to) = (cells[range.From], cells[range.To - 1] + 1);
            if (coarser.Count > 0 && from <= coarser[^1].To) coarser[^1] = new(coarser[^1].From, to);
            else coarser.Add(new(from, to));
        }

        return coarser;
    }
}
