using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The signals of one service, behind one lock.</summary>
internal sealed class ServiceBook
{
    private readonly ServiceState _state;
    private readonly LookTaker _taker;
    private readonly SnapshotMaker _snapshots;
    private readonly NoticeTaker _notices;
    private readonly Departures _departures;
    private readonly ReportTaker _reports;
    private readonly HistoryStore? _history;
    private readonly TimeProvider _time;
    private readonly Lock _loading = new();
    private List<HistoryRow> _rows = [];

    /// <param name="plan">The service.</param>
    /// <param name="history">Where its past is; null where nothing is remembered.</param>
    /// <param name="time">The clock.</param>
    /// <param name="seen">Gets what a report tells beside points; null where nobody reports.</param>
    public ServiceBook(WatchPlan plan, HistoryStore? history, TimeProvider time, SeenLog? seen = null)
    {
        _state = new(plan, seen) { Loaded = history is null };
        _reports = new(_state);
        _taker = new(_state);
        _snapshots = new(_state);
        _notices = new(_state);
        _departures = new(_state);
        (_history, _time) = (history, time);
    }

    /// <summary>Of its plan.</summary>
    public int Generation => _state.Plan.Generation;

    public IReadOnlyList<Mask> Masks
    {
        get
        {
            lock (_state.Lock) return _state.Masks.All;
        }
    }

    public void Take(SampledLook look)
    {
        lock (_state.Lock)
        {
            Close();
            _taker.Take(look, _rows);
        }
    }

    public WatchSnapshot Snapshot(SnapshotRequest request)
    {
        Load();
        lock (_state.Lock)
        {
            var now = Close();
            return _snapshots.Make(request, now);
        }
    }

    public PointsWalked? Walk(PointWalk walk, PointVisitor each)
    {
        Load();
        lock (_state.Lock) Close();
        return _history is null ? null : new PointWalker(_state, _history).Walk(walk, each);
    }

    public IReadOnlyList<Sign> SignsSince(DateTimeOffset since)
    {
        Load();
        lock (_state.Lock) return [.. _state.Signs.Where(sign => sign.At >= since).OrderBy(sign => sign.At)];
    }

    public IReadOnlyList<SignalStatus> Describe()
    {
        Load();
        lock (_state.Lock)
        {
            return new StatusMaker(_state, Close()).Make();
        }
    }

    /// <summary>Says which version is being brought; null for none.</summary>
    public void Bring(NewVersion? brought)
    {
        lock (_state.Lock) _state.Instances.Bring(brought, _state.Plan.Policy.WarmUp);
    }

    /// <summary>Takes in what a list of targets knows of one of them.</summary>
    public void Notice(InstanceNotice notice)
    {
        lock (_state.Lock) _notices.Take(notice);
    }

    /// <summary>Takes in that a process was started again under another name.</summary>
    public void Restarted(RestartNotice notice)
    {
        lock (_state.Lock) _notices.Take(notice);
    }

    /// <summary>An instance is gone for good: nothing of it is awaited, and how it ended is no failure where it ran
    /// the old version or was taken away.</summary>
    public void Forget(string instance, DateTimeOffset? leftAt)
    {
        lock (_state.Lock) _departures.Forget(instance, leftAt);
    }

    /// <summary>Takes a checked report of a sidecar in; false where it is known already.</summary>
    public PointsTaken Report(PointsReported report)
    {
        Load();
        lock (_state.Lock)
        {
            var now = Close();
            var counted = _reports.Take(report, now, _rows);
            if (counted) SignalMeter.ReportsTaken.Add(1);
            var missing = _state.Reporters[report.Instance].Missing;
            if (report.Leaving) _departures.Forget(report.Instance, report.SentAt - LiveLimits.LeavingFor);
            return new()
            {
                Counted = counted,
                IntervalSeconds = _state.Grid.Interval.TotalSeconds,
                ReportsMissing = missing,
            };
        }
    }

    /// <summary>Whether another sidecar may report.</summary>
    public bool HasRoomFor(string instance)
    {
        lock (_state.Lock)
            return _state.Reporters.ContainsKey(instance) || _state.Reporters.Count < LiveLimits.Reporters;
    }

    /// <summary>What a sidecar has to report: closed points, and what it saw beside them.</summary>
    /// <param name="all">Open points as well: nothing more will come.</param>
    public Harvest Reap(bool all)
    {
        lock (_state.Lock)
        {
            var now = _time.GetUtcNow();
            var closed = _state.Grid.CellOf(all ? now + _state.Grid.Interval : now - LiveLimits.Grace);
            foreach (var track in _state.Tracks.Values) track.Close(closed, _rows, _state.Instances);
            var rows = _rows;
            _rows = [];
            return new(_state.Grid.StartOf(closed), rows, _state.Seen!.Take(), new StatusMaker(_state, now).Make());
        }
    }

    /// <summary>Version that any instance names now; null where none does.</summary>
    public string? VersionNamed()
    {
        lock (_state.Lock)
            return _state.Targets.Values.Select(target => target.Process.LastVersion)
                .FirstOrDefault(version => version is not null);
    }

    public void SetMasks(IReadOnlyList<Mask> masks)
    {
        lock (_state.Lock)
        {
            var next = new MaskedCells(masks, _state.Grid);
            // The same masks again leave what watches have kept as it is.
            if (!next.All.SequenceEqual(_state.Masks.All)) _state.Masks = next;
        }
    }

    public IReadOnlyDictionary<string, int> Processes()
    {
        lock (_state.Lock)
        {
            Dictionary<string, int> ids = new(StringComparer.Ordinal);
            foreach (var target in _state.Targets.Values)
                if (!target.Control && target.Process.ProcessId is { } id)
                    ids[target.Instance] = id;
            foreach (var instance in _state.Reporters.Keys)
                if (_state.Instances.Find(instance)?.ProcessId is { } told)
                    ids[instance] = told;
            return ids;
        }
    }

    /// <summary>How far the databases have come, by the name of the probe that tells it: one where this agent looks
    /// itself, else one a sidecar, by instance.</summary>
    public IReadOnlyList<MigrationAccount> Migrations()
    {
        lock (_state.Lock)
            return [.. _state.Migrations.Values.Select(known => known.Account)
                .Where(account => account.Instance is null || !_state.Migrations.ContainsKey((account.Probe, null)))
                .OrderBy(account => account.Probe, StringComparer.Ordinal)
                .ThenBy(account => account.Instance, StringComparer.Ordinal)];
    }

    /// <summary>Rows of points that are closed and not written; the caller writes them.</summary>
    public IReadOnlyList<HistoryRow> RowsDue()
    {
        Load();
        lock (_state.Lock)
        {
            Close();
            var rows = _rows;
            _rows = [];
            return rows;
        }
    }

    private void Load()
    {
        if (_state.Loaded) return;
        lock (_loading)
            if (!_state.Loaded)
                new HistoryLoader(_state, _history!).Load(_time.GetUtcNow());
    }

    /// <summary>Closes the points that are over, and gives the moment up to which they are.</summary>
    private DateTimeOffset Close()
    {
        var now = _time.GetUtcNow();
        var closed = _state.Grid.CellOf(now - _state.Grace);
        _departures.MarkSilent(closed);
        foreach (var track in _state.Tracks.Values) track.Close(closed, _rows, _state.Instances);
        _departures.Sweep(now);
        if (_rows.Count > LiveLimits.RowsWaiting)
        {
            var over = _rows.Count - LiveLimits.RowsWaiting;
            _rows.RemoveRange(0, over);
            SignalMeter.RowsDropped.Add(over);
        }

        return now;
    }
}
