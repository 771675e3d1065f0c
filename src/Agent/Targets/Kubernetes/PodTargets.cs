using Bellwether.Probes.Dialing;
using Bellwether.Probes.Kubernetes;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets.Kubernetes;

/// <summary>Targets from the API of a cluster: the pods that a selector picks, asked for again and again.</summary>
/// <remarks>It lists and does not watch: two hundred pods are a page or two every ten seconds, answered from the API
/// server's memory, and a missed event cannot leave a wrong list behind.</remarks>
internal sealed class PodTargets : ITargetSource
{
    private readonly KubernetesTargetsOptions _options;
    private readonly PodList _pods;
    private readonly TimeProvider _time;
    private readonly ClusterLine _line;

    public PodTargets(KubernetesTargetsOptions options, TimeProvider time, AddressGuard guard)
    {
        (_options, _time) = (options, time);
        _pods = new(options);
        _line = new(new(options.Namespace, options.Api, options.Account), guard);
    }

    public async ValueTask<IReadOnlyList<FoundTarget>> ReadAsync(CancellationToken stopping)
    {
        try
        {
            var path = $"api/v1/namespaces/{Uri.EscapeDataString(_line.Namespace)}/pods"
                + $"?labelSelector={Uri.EscapeDataString(_options.Selector)}";
            var pods = await _line.ListAsync(path, "pods", pod => pod.Clone(), stopping).ConfigureAwait(false);
            return _pods.TargetsOf(pods, _time.GetUtcNow());
        }
        catch (ClusterException e)
        {
            throw new TargetsException(e.Message, e);
        }
        catch (InvalidOperationException e)
        {
            throw new TargetsException("the API of the cluster answered pods that cannot be read", e);
        }
    }

    public bool WasTakenAway(string instance) => !_pods.HasEnded(instance);

    public void Dispose() => _line.Dispose();
}
