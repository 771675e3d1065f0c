using System.Collections.Concurrent;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals.Live;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals;

/// <summary>All signals of all services: takes looks, gives snapshots, remembers in the history.</summary>
/// <remarks>
/// Safe for concurrent use; services do not wait for each other. Rows are written every
/// <see cref="LiveLimits.FlushEvery"/>
/// by a timer, never by who takes a look. The history is taken in once, by the timer or by whoever asks first.
/// </remarks>
internal sealed class SignalBook : IDisposable
{
    private readonly ConcurrentDictionary<string, ServiceBook> _services;
    private readonly HistoryStore _history;
    private readonly TimeProvider _time;
    private readonly Lock _flushing = new();
    private readonly ITimer _timer;
    private bool _closed;

    /// <param name="plans">Services; names are unique.</param>
    /// <param name="history">Stays the caller's, and outlives this.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="Discovery.SignalTableException">The discovery lines of a plan are no table.</exception>
    public SignalBook(IReadOnlyList<WatchPlan> plans, HistoryStore history, TimeProvider time)
    {
        SignalMeter.Begin();
        (_history, _time) = (history, time);
        _services = new(StringComparer.Ordinal);
        foreach (var plan in plans) _services[plan.Service] = new ServiceBook(plan, history, time);
        _timer = time.CreateTimer(_ => FlushUnlessBusy(), null, TimeSpan.Zero, LiveLimits.FlushEvery);
    }

    /// <summary>Takes one look in. A service or probe that no plan has, or a look for a plan that no longer holds, is
    /// counted and dropped.</summary>
    public void Take(SampledLook look)
    {
        if (_services.TryGetValue(look.Service, out var service) && service.Generation == look.Generation)
            service.Take(look);
        else SignalMeter.LooksDropped.Add(1);
    }

    /// <summary>Takes in what a list of targets knows of one of them; of a service that no plan has, nothing.</summary>
    public void Notice(InstanceNotice notice)
    {
        if (_services.TryGetValue(notice.Service, out var service)) service.Notice(notice);
    }

    /// <summary>Takes in that a process was started again under another name; of a service that no plan has,
    /// nothing.</summary>
    public void Restarted(RestartNotice notice)
    {
        if (_services.TryGetValue(notice.Service, out var service)) service.Restarted(notice);
    }

    /// <summary>Takes in what a sidecar reports, as if the agent had looked itself.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public PointsTaken Report(PointsReported report) => Of(report.Service).Report(report);

    /// <summary>Whether another sidecar of a service may report.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public bool HasRoomFor(string service, string instance) => Of(service).HasRoomFor(instance);

    /// <summary>An instance is gone for good; how it ended is no failure where it ran the old version or was taken
    /// away.</summary>
    /// <param name="service">Its service.</param>
    /// <param name="instance">The instance.</param>
    /// <param name="leftAt">From when on it may have been on its way out; null where it may as well have
    /// failed.</param>
    public void Forget(string service, string instance, DateTimeOffset? leftAt = null)
    {
        if (_services.TryGetValue(service, out var book)) book.Forget(instance, leftAt);
    }

    /// <summary>Says which version is being brought to a service, so that instances with it are told from those
    /// without; null for none.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public void Bring(string service, NewVersion? brought) => Of(service).Bring(brought);

    /// <summary>Begins with a service anew under another plan, as after a start of the agent: what was closed is in the
    /// history, and is taken in from there. Masks stay.</summary>
    /// <exception cref="Discovery.SignalTableException">The discovery lines of the plan are no table; nothing
    /// changed.</exception>
    public void Adopt(WatchPlan plan)
    {
        var next = new ServiceBook(plan, _history, _time);
        lock (_flushing)
        {
            Write();
            if (_services.TryGetValue(plan.Service, out var before)) next.SetMasks(before.Masks);
            _services[plan.Service] = next;
        }
    }

    /// <summary>Looks at a service no more; its history stays.</summary>
    public void Retire(string service)
    {
        lock (_flushing)
        {
            Write();
            _services.TryRemove(service, out _);
        }
    }

    /// <summary>All that is known of a service now, cut at t0.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public WatchSnapshot Snapshot(SnapshotRequest request) => Of(request.Service).Snapshot(request);

    /// <summary>Goes over a signal's past, oldest point first; what is missing is left out.</summary>
    /// <returns>Null where the service has no such signal, or it is one of states.</returns>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public PointsWalked? Walk(PointWalk walk, PointVisitor each) => Of(walk.Service).Walk(walk, each);

    /// <summary>Signs at or after an instant on instances that get new versions, oldest first; empty for
    /// none.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public IReadOnlyList<Sign> SignsSince(string service, DateTimeOffset since) => Of(service).SignsSince(since);

    /// <summary>Every signal that is known of a service, by name; empty for none.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public IReadOnlyList<SignalStatus> Describe(string service) => Of(service).Describe();

    /// <summary>Replaces the masks of a service. They may overlap and need no order.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public void SetMasks(string service, IReadOnlyList<Mask> masks) => Of(service).SetMasks(masks);

    /// <summary>Process ids that were named last, by instance; empty where none ever was.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public IReadOnlyDictionary<string, int> Processes(string service) => Of(service).Processes();

    /// <summary>How far the databases have come that a service's probes look at, one a probe that tells it; empty
    /// before the first look.</summary>
    /// <exception cref="ArgumentException">No plan has that service.</exception>
    public IReadOnlyList<MigrationAccount> Migrations(string service) => Of(service).Migrations();

    /// <summary>Closes what is due and writes the rows that wait; nothing more once this is disposed.</summary>
    public void Flush()
    {
        lock (_flushing) Write();
    }

    /// <summary>Writes what is closed and ends the timer. The history may be closed after it.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        lock (_flushing)
        {
            Write();
            _closed = true;
        }
    }

    // While the disk hangs, ticks must not wait behind each other: each would hold a thread.
    private void FlushUnlessBusy()
    {
        if (!_flushing.TryEnter()) return;
        try
        {
            Write();
        }
        finally
        {
            _flushing.Exit();
        }
    }

    private void Write()
    {
        if (_closed) return;
        foreach (var service in _services.Values)
        {
            var rows = service.RowsDue();
            if (rows.Count == 0) continue;
            _history.Append(rows);
            SignalMeter.RowsWritten.Add(rows.Count);
        }
    }

    private ServiceBook Of(string service) => _services.TryGetValue(service, out var book)
        ? book
        : throw new ArgumentException($"There is no service '{service}'.", nameof(service));
}
