using Bellwether.Agent.Configuration.Plans;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets;

/// <summary>Follows all lists of targets that plans name.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class TargetFollowers(FollowedBy by, TimeProvider time, ILogger log)
    : IAsyncDisposable
{
    private readonly SemaphoreSlim _changing = new(1);
    private readonly TaskCompletionSource _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, (CancellationTokenSource Stop, Task Running)> _services =
        new(StringComparer.Ordinal);

    /// <summary>Fails when something but a list failed; then the process should end. Never completes
    /// otherwise.</summary>
    public Task Broken => _broken.Task;

    /// <summary>Follows the lists that the plan of a service names, in place of those of its plan before; none where it
    /// has no plan any more. Call it after the plan's own probes were set.</summary>
    public async Task SetAsync(string service, WatchPlan? plan, CancellationToken stopping)
    {
        await _changing.WaitAsync(stopping).ConfigureAwait(false);
        try
        {
            await EndAsync(service).ConfigureAwait(false);
            if (plan is null) return;
            var lists = plan.Probes.Where(IsFollowed).Select(probe => FollowerOf(plan, probe)).ToList();
            if (lists.Count == 0) return;
            // The first lists are there, or known to be missing, before anything else begins.
            await Task.WhenAll(lists.Select(list => list.ReadAsync(stopping))).ConfigureAwait(false);
            var stop = new CancellationTokenSource();
            _services[service] = (stop, RunAsync(lists, stop.Token));
        }
        finally
        {
            _changing.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _services.Keys.ToList()) await EndAsync(service).ConfigureAwait(false);
        _changing.Dispose();
    }

    private static bool IsFollowed(ProbePlan probe) =>
        !probe.BySidecars && probe.Options is IFollowingOptions { TargetsFrom: not null };

    private TargetFollower FollowerOf(WatchPlan plan, ProbePlan probe)
    {
        var following = new Following
        {
            Plan = plan,
            Probe = probe,
            By = by,
            Time = time,
            Log = log,
        };
        var from = ((IFollowingOptions)probe.Options).TargetsFrom!;
        return new(following, TargetSources.Of(from, time, by.Guard));
    }

    private async Task RunAsync(List<TargetFollower> lists, CancellationToken stopping)
    {
        try
        {
            await Task.WhenAll(lists.Select(list => list.RunAsync(stopping))).ConfigureAwait(false);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested)
        {
            _broken.TrySetException(e);
        }
        finally
        {
            foreach (var list in lists) list.Dispose();
        }
    }

    private async Task EndAsync(string service)
    {
        if (!_services.Remove(service, out var running)) return;
        await running.Stop.CancelAsync().ConfigureAwait(false);
        await running.Running.ConfigureAwait(false);
        running.Stop.Dispose();
    }
}
