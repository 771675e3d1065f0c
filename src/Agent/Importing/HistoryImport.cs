using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Importing;

/// <summary>Puts a table into the history: all of it or nothing, and never on top of what was seen.</summary>
internal sealed class HistoryImport
{
    private readonly StoredHistory _history;
    private readonly PointTable _table;
    private readonly HistoryPlace _place;
    private readonly DateTimeOffset _oldest;
    private readonly bool[] _masked;

    /// <param name="history">Open to be added to.</param>
    /// <param name="table">The points.</param>
    /// <param name="place">Whose they are.</param>
    /// <param name="oldest">Points before it are not kept.</param>
    public HistoryImport(StoredHistory history, PointTable table, HistoryPlace place, DateTimeOffset oldest)
    {
        (_history, _table, _place, _oldest) = (history, table, place, oldest);
        _masked = TableRows.MaskOf(table);
    }

    /// <returns>One a signal, in the table's order.</returns>
    /// <exception cref="ImportException">The history has another signal of that name, or nothing can be
    /// kept.</exception>
    /// <exception cref="Storage.StorageException">It cannot be written; nothing has changed.</exception>
    public IReadOnlyList<ImportedSignal> Write()
    {
        foreach (var signal in _table.Signals) Refuse(signal);
        var plans = _table.Signals.Select(Plan).ToList();
        if (plans.TrueForAll(plan => plan.Done.Written == 0)) throw new ImportException(WhyNothing(plans));
        _history.Add(plans.SelectMany(plan => Rows(plan.Signal, plan.Keep)));
        return [.. plans.Select(plan => plan.Done)];
    }

    private void Refuse(TableSignal signal)
    {
        if (signal.Kind is SignalKind.Latency && signal.Buckets.Length == 0)
            throw new ImportException($"{signal.Name} is a latency told by slow requests of all; the history takes its"
                + $" buckets: columns {signal.Name}.le.BOUND");
        var tail = signal.Name[(signal.Name.LastIndexOf('.') + 1)..];
        if (tail is "p50" or "p90" or "p95" or "p99" && signal.Name.EndsWith($".latency.{tail}",
            StringComparison.Ordinal))
            throw new ImportException($"{signal.Name} is a view of {signal.Name[..^4]}; the history takes the buckets"
                + $" behind it: columns {signal.Name[..^4]}.le.BOUND");
        if (signal.Name.Contains('_', StringComparison.Ordinal))
            throw new ImportException($"no agent has a signal '{signal.Name}': names have -, and no _; rename it with"
                + $" --map {signal.Name}=NAME");
        foreach (var known in _history.Signals(_place.Service, _place.Environment))
            if (known.Signal == signal.Name && (known.Kind != signal.Kind || known.Unit != signal.Unit))
                throw new ImportException($"the history has {signal.Name} as {Words(known.Kind, known.Unit)}, not as"
                    + $" {Words(signal.Kind, signal.Unit)}: say --kind {signal.Name}=KIND and --unit"
                    + $" {signal.Name}=UNIT");
    }

    private (TableSignal Signal, bool[] Keep, ImportedSignal Done) Plan(TableSignal signal)
    {
        var known = Known(signal);
        var keep = new bool[_table.Points];
        var (written, tooOld, masked, there) = (0, 0, 0, 0);
        for (var i = 0; i < keep.Length; i++)
        {
            if (TableRows.Of(signal, _table.Grid, i, _place) is not { } row) continue;
            if (row.At < _oldest) tooOld++;
            else if (_masked[i]) masked++;
            else if (known[i]) there++;
            else (keep[i], written) = (true, written + 1);
        }

        return (signal, keep, new(signal.Name, signal.Kind, signal.Unit, written, tooOld, masked, there));
    }

    private IEnumerable<HistoryRow> Rows(TableSignal signal, bool[] keep)
    {
        for (var i = 0; i < keep.Length; i++)
            if (keep[i] && TableRows.Of(signal, _table.Grid, i, _place) is { } row)
                yield return row;
    }

    /// <summary>Points for which the history has something else: it would be added to what is imported, and so be
    /// counted twice.</summary>
    private bool[] Known(TableSignal signal)
    {
        var known = new bool[_table.Points];
        var (grid, start) = (_table.Grid, TableRows.AtOf(_table.Grid, 0));
        var key = new SignalKey(_place.Service, _place.Environment, signal.Name, signal.Kind, signal.Unit);
        // A wider row may begin before the first point and reach into it.
        _history.Read(key, start - TimeGrid.LongestInterval, start + grid.Points * grid.Interval, row =>
        {
            if (row.Instance == _place.Instance && row.Width == grid.Interval) return;
            var from = (int)Math.Floor((row.At - start) / grid.Interval);
            var to = (int)Math.Ceiling((row.End - start) / grid.Interval);
            for (var i = Math.Max(0, from); i < Math.Min(to, known.Length); i++) known[i] = true;
        });
        return known;
    }

    private string WhyNothing(List<(TableSignal, bool[], ImportedSignal Done)> plans)
    {
        if (plans.Exists(plan => plan.Done.Known > 0))
            return "nothing to import: the history has points of its own for all of that time";
        if (plans.Exists(plan => plan.Done.Masked > 0)) return "nothing to import: all of it is masked";
        return plans.Exists(plan => plan.Done.TooOld > 0)
            ? $"nothing to import: all of it is older than {_oldest:yyyy-MM-dd HH:mm}Z, and the history keeps no more"
            : "nothing to import: there is no point with data";
    }

    private static string Words(SignalKind kind, string unit) =>
        $"a {kind.ToString().ToLowerInvariant()} {(unit.Length > 0 ? $"in {unit}" : "without a unit")}";
}
