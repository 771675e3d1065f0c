namespace Bellwether.Probes.Kubernetes;

/// <summary>Asks the API of a cluster how the pods of one workload are.</summary>
/// <remarks>It gets one workload and lists its pods, and does nothing else. One look at a time.</remarks>
internal sealed class KubernetesProbe : IProbe
{
    private readonly KubernetesProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly ClusterLine _line;
    private bool _wasThere;

    public KubernetesProbe(KubernetesProbeOptions options, ProbeContext context)
    {
        (_options, _time) = (options, context.Time);
        _line = new(new(options.Namespace, options.Api, options.Account), context.Guard);
    }

    public static IReadOnlyList<TargetedProbe> Make(KubernetesProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? options.Name, options.Group, new KubernetesProbe(options, context))];

    public static IReadOnlyList<ProbeSignal> Signals(IProbeOptions options) =>
    [
        ProbeSignal.Gauge("waiting", "pods", new() { Name = "waiting", Max = 0 }, "pods cannot start"),
        ProbeSignal.Gauge("oom-killed", "pods", new() { Name = "oom-killed", Max = 0 },
            "containers were killed: they had no memory left"),
        ProbeSignal.Gauge("rollout-stuck", "rollouts", new() { Name = "rollout-stuck", Max = 0 },
            "the rollout does not go on"),
        // One may be a node's fault; a container that ends again and again is at its third start within a minute.
        ProbeSignal.Rate("container-restarts", new() { Name = "container-restarts", Max = 0, K = 2, N = 10 },
            "containers were started again"),
        ProbeSignal.Gauge("ready", "ratio"),
        ProbeSignal.Gauge("updated", "ratio"),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            return await AskAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Look.Missing("cluster-timeout",
                $"the API of the cluster gave no answer within {_options.Patience.TotalSeconds:0.###} s");
        }
        catch (ClusterException e)
        {
            stopping.ThrowIfCancellationRequested();
            return Look.Missing("cluster", e.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Look> AskAsync(CancellationToken cancel)
    {
        var within = $"namespaces/{Uri.EscapeDataString(_line.Namespace)}";
        WorkloadFacts? workload = null;
        if (_options.Workload is { } named)
        {
            var slash = named.IndexOf('/', StringComparison.Ordinal);
            using var found = await _line
                .FindAsync($"apis/apps/v1/{within}/{named[..slash]}s/{_options.Name}", named, cancel)
                .ConfigureAwait(false);
            if (found is null)
                return _wasThere ? Look.Bad("workload-gone", $"there is no {named} any more")
                    : Look.Missing("no-workload", $"there is no {named} in {_line.Namespace}");
            workload = WorkloadFacts.Of(found.RootElement);
            if (workload.Wanted == 0) return Look.Missing("scaled-down", $"{named} is scaled to no pods");
        }

        if ((_options.Selector ?? workload?.Selector) is not { } selector)
            return Look.Missing("cluster", $"{_options.Workload} has no selector");
        var pods = await _line.ListAsync($"api/v1/{within}/pods?labelSelector={Uri.EscapeDataString(selector)}",
            "pods", pod => PodFacts.Of(pod, _options), cancel).ConfigureAwait(false);
        if (pods.Count == 0 && !_wasThere && workload is null)
            return Look.Missing("no-pods", $"{selector} picks no pods in {_line.Namespace}");
        _wasThere = true;
        return WorkloadLook.Of(_options.Workload ?? _options.Name, workload, pods);
    }
}
