using System.Net;
using System.Text.Json;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets.Kubernetes;

/// <summary>Targets from the API of a cluster: the pods that a selector picks, asked for again and again.</summary>
/// <remarks>It lists and does not watch: two hundred pods are a page or two every ten seconds, answered from the API
/// server's memory, and a missed event cannot leave a wrong list behind.</remarks>
internal sealed class PodTargets : ITargetSource
{
    /// <summary>Pods in one answer.</summary>
    public const int PageSize = 100;

    /// <summary>Answers to one list.</summary>
    public const int MostPages = 10;

    private readonly KubernetesTargetsOptions _options;
    private readonly PodList _pods;
    private readonly TimeProvider _time;
    private readonly ClusterLine _line;

    public PodTargets(KubernetesTargetsOptions options, TimeProvider time)
    {
        (_options, _time) = (options, time);
        _pods = new(options);
        _line = new(options);
    }

    public async ValueTask<IReadOnlyList<FoundTarget>> ReadAsync(CancellationToken stopping)
    {
        List<JsonElement> pods = [];
        var again = false;
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (status, body) = await _line.GetAsync(PathOf(next), stopping).ConfigureAwait(false);
            if (status is HttpStatusCode.Gone && next is not null && !again)
            {
                // The list went on for so long that its beginning is forgotten: once more from the start.
                (again, next) = (true, null);
                pods.Clear();
                continue;
            }

            if (status is not HttpStatusCode.OK) throw new TargetsException(WordsOf(status));
            using var list = Parse(body);
            if (list.RootElement.TryGetProperty("items", out var items) && items.ValueKind is JsonValueKind.Array)
                pods.AddRange(items.EnumerateArray().Select(pod => pod.Clone()));
            next = list.RootElement.TryGetProperty("metadata", out var meta)
                && meta.TryGetProperty("continue", out var more) ? more.GetString() : null;
            if (string.IsNullOrEmpty(next)) return _pods.TargetsOf(pods, _time.GetUtcNow());
        }

        throw new TargetsException($"the selector picks more than {PageSize * MostPages} pods");
    }

    public bool WasTakenAway(string instance) => !_pods.HasEnded(instance);

    public void Dispose() => _line.Dispose();

    private string PathOf(string? next) =>
        $"api/v1/namespaces/{Uri.EscapeDataString(_line.Namespace)}/pods"
        + $"?labelSelector={Uri.EscapeDataString(_options.Selector)}&limit={PageSize}"
        + (next is null ? "" : $"&continue={Uri.EscapeDataString(next)}");

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            var list = JsonDocument.Parse(body);
            return list.RootElement.ValueKind is JsonValueKind.Object ? list
                : throw new TargetsException("the API of the cluster answered no list");
        }
        catch (JsonException e)
        {
            throw new TargetsException("the API of the cluster answered no JSON", e);
        }
    }

    private string WordsOf(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "the API of the cluster does not know the service account (401)",
        HttpStatusCode.Forbidden =>
            $"the service account may not list pods in {_line.Namespace} (403): give it get and list on pods",
        _ => $"the API of the cluster answered {(int)status}",
    };
}
