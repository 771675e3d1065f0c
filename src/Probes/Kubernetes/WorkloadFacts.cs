using System.Text.Json;
using static Bellwether.Probes.Kubernetes.ApiObject;

namespace Bellwether.Probes.Kubernetes;

/// <summary>What the API says of a workload at one moment.</summary>
internal sealed record WorkloadFacts
{
    /// <summary>Which pods are its; null where it says none that could be written as a selector.</summary>
    public string? Selector { get; init; }

    /// <summary>Pods that there should be.</summary>
    public int? Wanted { get; init; }

    /// <summary>Pods of the newest revision; null where that is not told yet.</summary>
    public int? Updated { get; init; }

    /// <summary>Why the rollout is stuck, in words; null where it is not.</summary>
    public string? Stuck { get; init; }

    public static WorkloadFacts Of(JsonElement root)
    {
        var (spec, status) = (At(root, "spec"), At(root, "status"));
        var progress = Condition(status, "Progressing");
        // Until the controller has seen what was asked for last, its counts are of what was asked for before.
        var seen = Number(status, "observedGeneration") is not { } generation
            || Number(At(root, "metadata"), "generation") is not { } asked || generation >= asked;
        return new()
        {
            Selector = SelectorOf(At(spec, "selector")),
            Wanted = Number(status, "desiredNumberScheduled") ?? Number(spec, "replicas") ?? 1,
            Updated = !seen ? null
                : Number(status, "updatedNumberScheduled") ?? Number(status, "updatedReplicas") ?? 0,
            Stuck = seen && Text(progress, "status") is "False"
                && Text(progress, "reason") is "ProgressDeadlineExceeded"
                ? $"the rollout is stuck (ProgressDeadlineExceeded): {Message(progress)}" : null,
        };
    }

    private static string? SelectorOf(JsonElement selector)
    {
        List<string> parts = [];
        if (At(selector, "matchLabels") is { ValueKind: JsonValueKind.Object } labels)
            parts.AddRange(labels.EnumerateObject().Select(label => $"{label.Name}={label.Value.GetString()}"));
        foreach (var one in Items(selector, "matchExpressions"))
        {
            var (key, values) = (Text(one, "key"), string.Join(',', Items(one, "values").Select(v => v.GetString())));
            parts.Add(Text(one, "operator") switch
            {
                "In" => $"{key} in ({values})",
                "NotIn" => $"{key} notin ({values})",
                "Exists" => $"{key}",
                _ => $"!{key}",
            });
        }

        return parts.Count == 0 ? null : string.Join(',', parts);
    }
}
