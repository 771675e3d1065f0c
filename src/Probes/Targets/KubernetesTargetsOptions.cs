using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Targets;

/// <summary>Pods of a cluster. Needs a service account that may get and list pods there, and nothing else.</summary>
public sealed class KubernetesTargetsOptions
{
    /// <summary>Namespace of the pods; default the agent's own.</summary>
    [RegularExpression("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", ErrorMessage = "namespace must be a DNS label."),
        DefaultValue("the agent's own")]
    public string? Namespace { get; init; }

    /// <summary>Which pods, as a label selector such as app.kubernetes.io/name=checkout. Required; at most 1 000
    /// characters.</summary>
    [Required, StringLength(1000)] public string Selector { get; init; } = "";

    /// <summary>Port of the pods. Required; 1 to 65 535.</summary>
    [Range(1, 65535)] public int Port { get; init; }

    /// <summary>Label of a pod that names its version; default app.kubernetes.io/version.</summary>
    public string VersionLabel { get; init; } = "app.kubernetes.io/version";

    /// <summary>Container whose image, restarts and ends count; default all but the init containers.</summary>
    [DefaultValue("all but the init containers")] public string? Container { get; init; }

    /// <summary>Address of the API; default that of the cluster the agent runs in.</summary>
    [DefaultValue("the cluster's own")] public Uri? Api { get; init; }

    /// <summary>Folder with token, ca.crt and namespace of a service account. Default
    /// /var/run/secrets/kubernetes.io/serviceaccount.</summary>
    public string Account { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";
}
