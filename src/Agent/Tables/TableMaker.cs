using Bellwether.Agent.Baselines;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tables;

/// <summary>Puts the numbers of columns on a grid, as signals.</summary>
internal sealed class TableMaker
{
    private readonly RawTable _raw;
    private readonly TimeGrid _grid;

    private TableMaker(RawTable raw, TimeGrid grid) => (_raw, _grid) = (raw, grid);

    /// <exception cref="TableException">It is no such table: where and why.</exception>
    public static PointTable Of(RawTable raw, SignalWishes wishes, TableLimits? limits = null)
    {
        var layout = SignalLayout.Of(raw, wishes);
        var maker = new TableMaker(raw, TimeGrid.Of(raw, wishes.Interval, limits ?? new()));
        return new() { Grid = maker._grid, Signals = [.. layout.Select(maker.Signal)], Masked = maker.Masked() };
    }

    private TableSignal Signal(SignalColumns of)
    {
        var empty = new TableSignal { Name = of.Name, Kind = of.Kind, Unit = of.Unit };
        if (of.Bounds.Count > 0) return Latency(empty, of);
        return of.Columns.Count > 1 ? empty with { Pairs = Pairs(of) } : empty with { Levels = Levels(of) };
    }

    private double[] Levels(SignalColumns of)
    {
        var levels = Missing();
        var column = _raw.Columns[of.Columns[0]];
        for (var row = 0; row < column.Length; row++)
        {
            if (of.Kind is SignalKind.Rate && column[row] < 0)
                throw _raw.Fault(row, $"{of.Name} is {column[row]}: a rate is not negative");
            levels[_grid.IndexOf(_raw.Times[row])] = column[row];
        }

        return levels;
    }

    private CountPair[] Pairs(SignalColumns of)
    {
        var pairs = new CountPair[_grid.Points];
        for (var row = 0; row < _raw.Times.Length; row++)
        {
            var (bad, total) = (_raw.Columns[of.Columns[0]][row], _raw.Columns[of.Columns[1]][row]);
            if (double.IsNaN(bad) || double.IsNaN(total)) continue;
            var pair = CountPair.Of(bad, total);
            if (!pair.Seen) throw _raw.Fault(row, $"{of.Name} has {bad} bad of {total}: these are no counts");
            pairs[_grid.IndexOf(_raw.Times[row])] = pair;
        }

        return pairs;
    }

    private TableSignal Latency(TableSignal empty, SignalColumns of)
    {
        var (buckets, sums) = (new double[]?[_grid.Points], Missing());
        for (var row = 0; row < _raw.Times.Length; row++)
        {
            var counts = new double[of.Columns.Count];
            double below = 0;
            for (var i = 0; i < counts.Length; i++)
            {
                var upTo = _raw.Columns[of.Columns[i]][row];
                if (upTo < below || upTo > CountPair.Largest)
                    throw _raw.Fault(row, $"{of.Name} has {upTo} requests up to one bound and {below} up to the one"
                        + " before: buckets are cumulative counts");
                (counts[i], below) = (upTo - below, upTo);
            }

            if (Array.Exists(counts, double.IsNaN)) continue;
            var index = _grid.IndexOf(_raw.Times[row]);
            buckets[index] = counts;
            if (of.Sum >= 0) sums[index] = _raw.Columns[of.Sum][row];
        }

        return empty with { Bounds = of.Bounds, Buckets = buckets, Sums = sums };
    }

    private List<MaskedRange> Masked()
    {
        var ranges = new List<MaskedRange>();
        var column = _raw.Names.ToList().IndexOf(RawTable.MaskColumn);
        if (column < 0) return ranges;
        for (var row = 0; row < _raw.Times.Length; row++)
        {
            if (_raw.Columns[column][row] != 1) continue;
            var index = _grid.IndexOf(_raw.Times[row]);
            if (ranges.Count > 0 && ranges[^1].To == index) ranges[^1] = new(ranges[^1].From, index + 1);
            else ranges.Add(new(index, index + 1));
        }

        return ranges;
    }

    private double[] Missing()
    {
        var levels = new double[_grid.Points];
        Array.Fill(levels, double.NaN);
        return levels;
    }
}
