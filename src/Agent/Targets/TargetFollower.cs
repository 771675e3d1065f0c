using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;
using Bellwether.Probes;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets;

/// <summary>Keeps the probes of one name at what its list says.</summary>
/// <remarks>A list that cannot be had, and one that is empty of a sudden, take nobody away: until there is a better one
/// the targets stay, and looks that fail are missing.</remarks>
internal sealed partial class TargetFollower : IDisposable
{
    private readonly Following _following;
    private readonly TargetsFromOptions _from;
    private readonly ILogger _log;
    private readonly ITargetSource _source;
    private readonly Dictionary<string, (FoundTarget Target, SampledProbe Probe)> _probes = new(StringComparer.Ordinal);
    private HashSet<string> _known = new(StringComparer.Ordinal);
    private DateTimeOffset _readAt;
    private bool _listed;
    private bool _changed;
    private volatile bool _stale;
    private string? _trouble;

    public TargetFollower(Following following, ITargetSource source)
    {
        (_following, _source, _log) = (following, source, following.Log);
        _from = ((IFollowingOptions)following.Probe.Options).TargetsFrom!;
    }

    /// <summary>The list cannot be had, and whom it named may be gone.</summary>
    public bool IsStale => _stale;

    /// <summary>Reads the list until it is stopped.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            await ReadAsync(stopping).ConfigureAwait(false);
            await Task.Delay(_from.Every, _following.Time, stopping)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Reads the list once.</summary>
    public async Task ReadAsync(CancellationToken stopping)
    {
        try
        {
            var asked = _following.Time.GetUtcNow();
            var found = await _source.ReadAsync(stopping).ConfigureAwait(false);
            if (found.Count == 0 && _known.Count > 0) throw new TargetsException("the list is empty of a sudden");
            await FollowAsync(Bounded(found), stopping).ConfigureAwait(false);
            (_stale, _listed, _readAt) = (false, true, asked);
            Say(null);
        }
        catch (TargetsException e)
        {
            _stale = true;
            TargetMeter.Failed.Add(1);
            Say(e.Message);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The agent ends.
        }
    }

    public void Dispose() => _source.Dispose();

    private List<FoundTarget> Bounded(IReadOnlyList<FoundTarget> found)
    {
        var most = Math.Min(found.Count, _from.Most);
        if (found.Count > most) TargetMeter.LeftOut.Add(found.Count - most);
        return [.. found.OrderBy(target => target.Instance, StringComparer.Ordinal).Take(most)];
    }

    private async Task FollowAsync(List<FoundTarget> found, CancellationToken stopping)
    {
        var (plan, probe) = (_following.Plan, _following.Probe);
        foreach (var target in found.Where(target => target.CanBeLookedAt))
        {
            if (_probes.TryGetValue(target.Instance, out var known) && known.Target.IsLookedAtLike(target)) continue;
            _probes[target.Instance] = (target, ProbeOf(target));
            // Kept until it is told: a fault at the next target must not hide this one for good.
            _changed = true;
        }

        var now = found.Select(target => target.Instance).ToHashSet(StringComparer.Ordinal);
        var gone = _known.Where(instance => !now.Contains(instance)).ToList();
        foreach (var instance in gone) _changed |= _probes.Remove(instance);
        // Before the first look, so that it is known whose it is.
        foreach (var target in found) _following.By.Signals.Notice(NoticeOf(target));
        if (_changed || !_listed)
            await _following.By.Roster.SetAsync(
                plan.Service, probe.Name, [.. _probes.Values.Select(one => one.Probe)], stopping).ConfigureAwait(false);
        _changed = false;
        // After the last look: what it ended with is no failure.
        foreach (var instance in gone) _following.By.Signals.Forget(plan.Service, instance, LeftAt(instance));
        _known = now;
    }

    /// <summary>When the list named it last, by our own clock: an API's clock may be another, and many are gone before
    /// the list is read again.</summary>
    private DateTimeOffset? LeftAt(string instance) => _source.WasTakenAway(instance) ? _readAt : null;

    private InstanceNotice NoticeOf(FoundTarget target) => new()
    {
        Service = _following.Plan.Service,
        Probe = _following.Probe.Name,
        Instance = target.Instance,
        At = _following.Time.GetUtcNow(),
        Version = target.Version,
        ImageDigest = target.ImageDigest,
        Arrived = _listed && !_known.Contains(target.Instance),
        InPlace = target.InPlace,
        Restarts = target.Restarts,
        Failure = target.Failure,
        FailedAt = target.FailedAt,
        ExitCode = target.ExitCode,
    };

    private SampledProbe ProbeOf(FoundTarget target)
    {
        var (plan, probe) = (_following.Plan, _following.Probe);
        return new()
        {
            Service = plan.Service,
            Environment = plan.Environment,
            ProbeName = probe.Name,
            Instance = target.Instance,
            Group = target.Group,
            Probe = new FollowedProbe(MadeFor(target), () => _stale),
            Every = probe.Options.Every,
            Generation = plan.Generation,
        };
    }

    private IProbe MadeFor(FoundTarget target)
    {
        var probe = _following.Probe;
        try
        {
            return probe.Kind.MakeFor!(probe.Options, new ProbeContext(probe.Name, _following.Time)
            {
                Guard = _following.By.Guard,
            }, target);
        }
        catch (UriFormatException e)
        {
            throw new TargetsException($"{target.Instance} makes no address: {e.Message}", e);
        }
    }

    /// <summary>A trouble is told once, and its end.</summary>
    private void Say(string? trouble)
    {
        var (service, probe) = (_following.Plan.Service, _following.Probe.Name);
        if (trouble is null && _trouble is not null) LogListed(probe, service, _known.Count);
        if (trouble is not null && trouble != _trouble) LogNoList(probe, service, trouble);
        _trouble = trouble;
    }

    [LoggerMessage(7101, LogLevel.Warning, "The targets of {Probe} of {Service} cannot be had: {Trouble}")]
    private partial void LogNoList(string probe, string service, string trouble);

    [LoggerMessage(7102, LogLevel.Information, "The targets of {Probe} of {Service} are known again: {Count}")]
    private partial void LogListed(string probe, string service, int count);
}
