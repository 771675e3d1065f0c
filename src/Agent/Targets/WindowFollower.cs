using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Probes.Receiving;

namespace Bellwether.Agent.Targets;

/// <summary>Keeps the probes of one window at who sends.</summary>
internal sealed class WindowFollower : IDisposable
{
    /// <summary>After the agent's start those that are there already come one by one, as they send: none of them
    /// arrives.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);

    private readonly WatchPlan _plan;
    private readonly ProbePlan _probe;
    private readonly IWindow _window;
    private readonly FollowedBy _by;
    private readonly TimeProvider _time;
    private readonly Action _changed;
    private readonly DateTimeOffset _since;
    private readonly Dictionary<string, SampledProbe> _probes = new(StringComparer.Ordinal);

    public WindowFollower(
        (WatchPlan Plan, ProbePlan Probe, IWindow Window) what, FollowedBy by, TimeProvider time, Action changed)
    {
        (_plan, _probe, _window) = what;
        (_by, _time, _changed) = (by, time, changed);
        _since = time.GetUtcNow();
        _window.Changed += _changed;
    }

    public string Service => _plan.Service;

    /// <summary>Has those looked at who send now.</summary>
    public async Task FollowAsync(CancellationToken stopping)
    {
        foreach (var seen in _window.TakeSuccessions()) _by.Signals.Restarted(NoticeOf(seen));
        var now = _window.Instances;
        if (now.Count == _probes.Count && now.All(_probes.ContainsKey)) return;
        var wasNobody = _probes.Count == 0;
        var gone = _probes.Keys.Except(now).ToList();
        foreach (var instance in gone) _probes.Remove(instance);
        foreach (var instance in now.Where(instance => !_probes.ContainsKey(instance)))
        {
            _probes[instance] = Sampled(instance);
            // Before the first look, so that it is known whether it came while we were here.
            _by.Signals.Notice(NoticeOf(instance, arrived: !wasNobody && _time.GetUtcNow() - _since > Settling));
        }

        await _by.Roster.SetAsync(_plan.Service, _probe.Name, [.. _probes.Values], stopping).ConfigureAwait(false);
        // Nobody looks at the window as such any more, which bore the name of the service.
        if (wasNobody && !_probes.ContainsKey(_plan.Service)) gone.Add(_plan.Service);
        foreach (var instance in gone) _by.Signals.Forget(_plan.Service, instance);
    }

    public void Dispose() => _window.Changed -= _changed;

    private InstanceNotice NoticeOf(string instance, bool arrived) => new()
    {
        Service = _plan.Service,
        Probe = _probe.Name,
        Instance = instance,
        At = _time.GetUtcNow(),
        Arrived = arrived,
        InPlace = true,
    };

    private RestartNotice NoticeOf(Succession seen) => new()
    {
        Service = _plan.Service,
        Probe = _probe.Name,
        Instance = seen.Instance,
        Place = seen.Place,
        At = seen.At,
    };

    private SampledProbe Sampled(string instance) => new()
    {
        Service = _plan.Service,
        Environment = _plan.Environment,
        ProbeName = _probe.Name,
        Instance = instance,
        Probe = _window.ProbeOf(instance),
        Every = _probe.Options.Every,
        Generation = _plan.Generation,
    };
}
