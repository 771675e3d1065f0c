using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>One signal of a service: its open points, its closed ones, and where it comes from.</summary>
internal sealed class SignalTrack(string name, SignalKind kind, string unit, Grid grid)
{
    private readonly Dictionary<(string Instance, long Cell), OpenCell> _open = [];
    private readonly Dictionary<string, DiscoveryProblem> _problems = new(StringComparer.Ordinal);
    private readonly HashSet<string> _expected = new(StringComparer.Ordinal);
    private long _closedUntil = long.MinValue;

    public string Name { get; } = name;

    public SignalKind Kind { get; } = kind;

    public string Unit { get; } = unit;

    public string Source { get; set; } = "";

    /// <summary>Whether points are kept; a sidecar only hands them on.</summary>
    public bool Remembers { get; init; } = true;

    /// <summary>Instances that get new versions, added up.</summary>
    public PointRing Treated { get; } = NewRing(kind, grid);

    /// <summary>Instances that stay on the old version, added up; null where there are none.</summary>
    public PointRing? Control { get; private set; }

    /// <summary>State signals: looks at treated instances.</summary>
    public LookLog Looks { get; } = new();

    /// <summary>State signals: looks at control instances; null where there are none.</summary>
    public LookLog? ControlLooks { get; private set; }

    /// <summary>First cell that this run of the agent saw; null before it.</summary>
    public long? FirstLive { get; private set; }

    /// <summary>When the system that it is asked of could last not be asked; null where it always could.</summary>
    public DateTimeOffset? ProviderAwayAt { get; set; }

    /// <summary>What is wrong on any instance; null for nothing.</summary>
    public string? Problem => _problems.Count == 0 ? null : $"{_problems.Values.First()}";

    /// <summary>Why the signal cannot be told for sure on some instance; null where it can on all.</summary>
    public string? Ambiguity =>
        _problems.Values.FirstOrDefault(said => said.Word is DiscoveryProblem.Ambiguous)?.ToString();

    public static PointRing NewRing(SignalKind kind, Grid grid) =>
        new(kind is SignalKind.Latency ? Math.Min(grid.Capacity, LiveLimits.LatencyPoints) : grid.Capacity);

    public LookLog LooksOf(bool control) => control ? ControlLooks ??= new() : Looks;

    public void Say(string instance, DiscoveryProblem? problem)
    {
        if (problem is null) _problems.Remove(instance);
        else _problems[instance] = problem;
    }

    /// <summary>The open point that something of an instant belongs to; what comes too late goes to the oldest open
    /// one.</summary>
    public OpenCell Open(DateTimeOffset at, string instance, bool control)
    {
        var cell = Math.Max(grid.CellOf(at), _closedUntil);
        FirstLive ??= cell;
        if (!_open.TryGetValue((instance, cell), out var open))
            _open[(instance, cell)] = open = new(cell, instance, control);
        return open;
    }

    /// <summary>Nothing more comes from an instance, and what was wrong there no longer matters.</summary>
    public void Forget(string instance)
    {
        _problems.Remove(instance);
        _expected.Remove(instance);
    }

    /// <summary>From now on a rate without this instance is missing, not smaller.</summary>
    public void Expect(string instance) => _expected.Add(instance);

    /// <summary>Takes a row that somebody else made; where its point is closed it is added to it.</summary>
    public void Take(HistoryRow row, Instances instances, List<HistoryRow> rows)
    {
        var cell = grid.CellOf(row.At);
        if (cell >= _closedUntil)
        {
            Open(row.At, row.Instance, control: false).Add(row);
            return;
        }

        var open = new OpenCell(cell, row.Instance, control: false);
        var side = SideOf(open, instances);
        if (side is Side.Neither) return;
        rows.Add(side is Side.Control ? row with { Control = true } : row);
        // Whether the others are in a rate that is closed already nobody knows any more.
        if (Kind is SignalKind.State || (Kind is SignalKind.Rate && _expected.Count > 1)) return;
        if (side is Side.Control) Control ??= NewRing(Kind, grid);
        if (RowPoint.Of(row) is { } late) (side is Side.Control ? Control! : Treated).Add(cell, Kind, late);
    }

    /// <summary>Closes every point before a cell and hands out its rows.</summary>
    public void Close(long before, List<HistoryRow> rows, Instances instances)
    {
        if (before <= _closedUntil) return;
        _closedUntil = before;
        List<OpenCell>? due = null;
        foreach (var open in _open.Values)
            if (open.Cell < before)
                (due ??= []).Add(open);
        if (due is null) return;
        foreach (var open in due)
        {
            _open.Remove((open.Instance, open.Cell));
            open.Closed = true;
            open.Side = SideOf(open, instances);
            // Part of a rate is no rate, neither here nor in the history.
            if (open.Side is not Side.Neither && open.Row is { } row && !(Kind is SignalKind.Rate && open.Missed > 0))
                rows.Add(open.Side is Side.Control ? row with { Control = true } : row);
        }

        if (Kind is SignalKind.State || !Remembers) return;
        foreach (var point in due.Where(open => open.Side is not Side.Neither)
            .GroupBy(open => (open.Cell, Control: open.Side is Side.Control)))
            Close(point.Key.Cell, point.Key.Control, [.. point]);
    }

    /// <summary>Looks have their side when they are asked for; a rate is the service's and never that of a part of
    /// it.</summary>
    private Side SideOf(OpenCell open, Instances instances) => open.Control ? Side.Control
        : instances.Split is null || Kind is SignalKind.State or SignalKind.Rate ? Side.Treated
        : instances.Split.SideOf(
            instances.Find(open.Instance), grid.StartOf(open.Cell), grid.StartOf(open.Cell + 1));

    private void Close(long cell, bool control, IReadOnlyList<OpenCell> parts)
    {
        HistoryRow? all = null;
        foreach (var part in parts)
            if (part.Row is { } row)
                all = all is null ? row : HistoryRow.Merge(all, row);
        // A rate with a part missing is no smaller rate; a ratio or a latency of what was seen still is one.
        var incomplete = Kind is SignalKind.Rate && (parts.Any(part => part.Missed > 0)
            || _expected.Any(instance => parts.All(part => part.Instance != instance)));
        if (control) Control ??= NewRing(Kind, grid);
        SignalMeter.PointsClosed.Add(1);
        if (all is null || incomplete) SignalMeter.PointsMissing.Add(1);
        else Place(control ? Control! : Treated, cell, all);
    }

    /// <summary>Makes a point of a merged row.</summary>
    public static void Place(PointRing ring, long cell, HistoryRow row)
    {
        if (RowPoint.Of(row) is { } point) ring.Set(cell, point.Value, point.Total, point.Buckets);
    }

    /// <summary>Takes over points from before this run of the agent.</summary>
    public void Adopt(PointRing older, bool control, long live) =>
        (control ? Control ??= NewRing(Kind, grid) : Treated).Adopt(older, FirstLive ?? live);
}
