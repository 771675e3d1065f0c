using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The signals of one service, behind one lock.</summary>
internal sealed class ServiceBook
{
    private readonly ServiceState _state;
    private readonly LookTaker _taker;
    private readonly SnapshotMaker _snapshots;
    private readonly HistoryStore _history;
    private readonly TimeProvider _time;
    private readonly Lock _loading = new();
    private List<HistoryRow> _rows = [];

    public ServiceBook(WatchPlan plan, HistoryStore history, TimeProvider time)
    {
        _state = new(plan);
        _taker = new(_state);
        _snapshots = new(_state);
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
            _taker.Take(look);
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
        return new PointWalker(_state, _history).Walk(walk, each);
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
            Close();
            return new StatusMaker(_state).Make();
        }
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
            return ids;
        }
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
                new HistoryLoader(_state, _history).Load(_time.GetUtcNow());
    }

    /// <summary>Closes the points that are over, and gives the moment up to which they are.</summary>
    private DateTimeOffset Close()
    {
        var now = _time.GetUtcNow();
        var closed = _state.Grid.CellOf(now - LiveLimits.Grace);
        foreach (var track in _state.Tracks.Values) track.Close(closed, _rows);
        if (_rows.Count > LiveLimits.RowsWaiting)
        {
            var over = _rows.Count - LiveLimits.RowsWaiting;
            _rows.RemoveRange(0, over);
            SignalMeter.RowsDropped.Add(over);
        }

        return now;
    }
}
