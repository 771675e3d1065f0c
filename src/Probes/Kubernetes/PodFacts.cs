using System.Text.Json;
using static Bellwether.Probes.Kubernetes.ApiObject;

namespace Bellwether.Probes.Kubernetes;

/// <summary>What the API says of one pod.</summary>
internal sealed record PodFacts
{
    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What it was made from: pods with the same run the same; empty where nothing says.</summary>
    public string Revision { get; init; } = "";

    public string? Version { get; init; }

    public bool Ready { get; init; }

    /// <summary>It is being deleted, or has ended: how it ends is nobody's failure.</summary>
    public bool Leaves { get; init; }

    /// <summary>Why no node takes it, in words; null where one did.</summary>
    public string? Unscheduled { get; init; }

    /// <summary>In the order of the API; empty before a node has it.</summary>
    public IReadOnlyList<ContainerOfPod> Containers { get; init; } = [];

    public bool HasRun => Containers.Any(one => one.HasRun);

    public string? Waits => Containers.Select(one => one.Waits).FirstOrDefault(words => words is not null);

    public ContainerOfPod? Failed => Containers.FirstOrDefault(one => one.Failure is not null);

    public static PodFacts Of(JsonElement pod, KubernetesProbeOptions options)
    {
        var (meta, status) = (At(pod, "metadata"), At(pod, "status"));
        var labels = At(meta, "labels");
        var scheduled = Condition(status, "PodScheduled");
        // A pod that cannot even begin says so among its init containers.
        var starting = Items(status, "initContainerStatuses").Select(ContainerOfPod.Of)
            .Where(one => one.Waits is not null);
        return new()
        {
            Name = Line(Text(meta, "name")),
            CreatedAt = Moment(meta, "creationTimestamp") ?? default,
            Revision = Text(labels, "pod-template-hash") ?? Text(labels, "controller-revision-hash") ?? "",
            Version = Text(labels, options.VersionLabel) is { Length: > 0 and <= 128 } version ? version : null,
            Ready = Text(Condition(status, "Ready"), "status") is "True",
            Leaves = Text(meta, "deletionTimestamp") is not null || Text(status, "phase") is "Succeeded" or "Failed",
            Unscheduled = Text(scheduled, "status") is "False" && Text(scheduled, "reason") is "Unschedulable"
                ? $"no node takes it: {Message(scheduled, longest: 100)}" : null,
            Containers =
            [
                .. Items(status, "containerStatuses").Select(ContainerOfPod.Of)
                    .Where(one => options.Container is null || one.Name == options.Container),
                .. starting,
            ],
        };
    }
}
