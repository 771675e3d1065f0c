using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Kubernetes;

/// <summary>Options of <c>kubernetes</c>.</summary>
public sealed class KubernetesProbeOptions : IProbeOptions
{
    /// <summary>What brings the pods, as KIND/NAME: deployment, statefulset or daemonset; this or
    /// <see cref="Selector"/>. Default none.</summary>
    [RegularExpression("(deployment|statefulset|daemonset)/[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?",
        ErrorMessage = "workload must be deployment/NAME, statefulset/NAME or daemonset/NAME.")]
    public string? Workload { get; init; }

    /// <summary>Which pods, as a label selector such as app.kubernetes.io/name=checkout; at most 1 000 characters.
    /// Default that of the workload.</summary>
    [StringLength(1000, MinimumLength = 1), DefaultValue("the workload's own")] public string? Selector { get; init; }

    /// <summary>Namespace of the pods; default the agent's own.</summary>
    [RegularExpression("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?", ErrorMessage = "namespace must be a DNS label."),
        DefaultValue("the agent's own")]
    public string? Namespace { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the answers of the API. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s,
    /// or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Container whose image, restarts and ends count; default all but the init containers.</summary>
    [DefaultValue("all but the init containers")] public string? Container { get; init; }

    /// <summary>Label of a pod that names its version; default app.kubernetes.io/version.</summary>
    [StringLength(317, MinimumLength = 1)] public string VersionLabel { get; init; } = "app.kubernetes.io/version";

    /// <summary>Address of the API; default that of the cluster the agent runs in.</summary>
    [DefaultValue("the cluster's own")] public Uri? Api { get; init; }

    /// <summary>Folder with token, ca.crt and namespace of a service account. Default
    /// /var/run/secrets/kubernetes.io/serviceaccount.</summary>
    public string Account { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the workload's name, else
    /// pods.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    internal string Name => Workload?[(Workload.IndexOf('/', StringComparison.Ordinal) + 1)..] ?? "pods";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Probes.Patience.Check(Timeout, Every)) yield return fault;
        if (Workload is null && Selector is null)
            yield return new("Give a workload or a selector.", [nameof(Workload)]);
        if (Api is { } api && (!api.IsAbsoluteUri || api.Scheme is not ("https" or "http")))
            yield return new("api must begin with https:// or http://.", [nameof(Api)]);
        if (!Path.IsPathFullyQualified(Account))
            yield return new("account must be an absolute path.", [nameof(Account)]);
    }
}
