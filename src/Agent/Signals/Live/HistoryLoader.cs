using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Takes in what the history knows of a service from before this run of the agent.</summary>
internal sealed class HistoryLoader(ServiceState state, HistoryStore store)
{
    private readonly Dictionary<(string Probe, string Instance), (string? Version, DateTimeOffset At)> _last = [];

    private readonly Dictionary<string, (string Version, DateTimeOffset Since)> _versions =
        new(StringComparer.Ordinal);

    private readonly Dictionary<string, DateTimeOffset> _until = new(StringComparer.Ordinal);

    public void Load(DateTimeOffset now)
    {
        foreach (var key in store.Signals(state.Plan.Service, state.Plan.Environment))
        {
            if (key.Kind is SignalKind.State) LoadLooks(key, now);
            else LoadPoints(key, now);
        }

        lock (state.Lock)
        {
            foreach (var (key, last) in _last)
            {
                state.LastKnown[key] = last;
                if (state.Targets.TryGetValue(key, out var target) && !target.Control)
                    foreach (var sign in target.Process.Recall(last.Version, last.At))
                        state.Add(sign);
            }

            foreach (var (instance, (version, since)) in _versions)
                state.Instances.Recall(instance, version, since);
            foreach (var (instance, until) in _until) state.ReportedUntil[instance] = until;
            state.Loaded = true;
        }
    }

    private void LoadPoints(SignalKey key, DateTimeOffset now)
    {
        var (treated, control) = (new Filling(key.Kind, state.Grid), new Filling(key.Kind, state.Grid));
        var from = state.Grid.StartOf(state.Grid.CellOf(now) - state.Grid.Capacity);
        store.Read(key, from, now, row =>
        {
            // Wider rows than points cannot be split, and another kind or unit is another signal.
            if (row.Width > state.Grid.Interval || row.Kind != key.Kind || row.Unit != key.Unit) return;
            (row.Control ? control : treated).Add(row);
        });
        lock (state.Lock)
        {
            var live = state.Grid.CellOf(now) + 1;
            if (state.Track(key.Signal, key.Kind, key.Unit) is not { } track) return;
            track.Adopt(treated.Done(), control: false, live);
            if (control.Any) track.Adopt(control.Done(), control: true, live);
        }
    }

    private void LoadLooks(SignalKey key, DateTimeOffset now)
    {
        Dictionary<bool, (List<LookMark> Looks, List<(DateTimeOffset, string)> Restarts)> sides = new()
        {
            [false] = ([], []),
            [true] = ([], []),
        };
        store.Read(key, now - LiveLimits.LooksRebuilt, now, row =>
        {
            if (row.Kind is not SignalKind.State) return;
            var (looks, restarts) = sides[row.Control];
            if (!_until.TryGetValue(row.Instance, out var until) || until < row.End) _until[row.Instance] = row.End;
            looks.AddRange(Looks(row));
            for (var i = 0; i < row.Restarts; i++) restarts.Add((row.At, row.Instance));
            var probe = key.Signal[..key.Signal.LastIndexOf('.')];
            if (row.Good > 0 && key.Signal.EndsWith(".up", StringComparison.Ordinal))
            {
                _last[(probe, row.Instance)] = (row.Version, row.End);
                // Rows come in the order of time: the first one that names it tells since when.
                if (row.Version is { } version
                    && (!_versions.TryGetValue(row.Instance, out var known) || known.Version != version))
                    _versions[row.Instance] = (version, row.At);
            }
        });
        lock (state.Lock)
        {
            if (state.Track(key.Signal, key.Kind, key.Unit) is not { } track) return;
            foreach (var (control, (looks, restarts)) in sides)
                if (looks.Count > 0 || !control)
                    track.LooksOf(control).Precede(looks, restarts);
        }
    }

    /// <summary>Looks as far as a row tells: how many of each, spread over the interval, the good ones last.</summary>
    private static IEnumerable<LookMark> Looks(HistoryRow row)
    {
        var count = row.Good + row.BadLooks + row.MissingLooks;
        for (var i = 0; i < count; i++)
        {
            var reachability = i < row.BadLooks ? Reachability.Bad
                : i < row.BadLooks + row.MissingLooks ? Reachability.Missing : Reachability.Good;
            yield return new(row.At + row.Width * i / count, row.Instance, reachability, Refused: i < row.Refused,
                Masked: false);
        }
    }

    /// <summary>A ring that is filled with rows.</summary>
    private sealed class Filling
    {
        private readonly PointRing _ring;
        private readonly RowMerger _merger;

        public Filling(SignalKind kind, Grid grid)
        {
            _ring = SignalTrack.NewRing(kind, grid);
            _merger = new(grid, (cell, row) => SignalTrack.Place(_ring, cell, row));
        }

        public bool Any => _merger.Any;

        public void Add(HistoryRow row) => _merger.Add(row);

        public PointRing Done()
        {
            _merger.Flush();
            return _ring;
        }
    }
}
