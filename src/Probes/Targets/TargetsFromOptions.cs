using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Targets;

/// <summary>Where the targets of a probe are named while the agent runs; exactly one of file, dns and
/// kubernetes.</summary>
public sealed class TargetsFromOptions : IValidatableObject
{
    /// <summary>A YAML or JSON file in the form of Prometheus' file_sd: a list of
    /// { targets: [HOST:PORT], labels: { version: V } }. Default none.</summary>
    public string? File { get; init; }

    /// <summary>A name with an address for each instance. Default none.</summary>
    public DnsTargetsOptions? Dns { get; init; }

    /// <summary>Pods, from the API of the cluster. Default none.</summary>
    public KubernetesTargetsOptions? Kubernetes { get; init; }

    /// <summary>Gap between readings of the list. 1 s to 10 min; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most targets that are looked at; of more the first by name. 1 to 250; default 200.</summary>
    [Range(1, 250)] public int Most { get; init; } = 200;

    /// <summary>Scheme of the pages: http or https; default http.</summary>
    [RegularExpression("https?", ErrorMessage = "scheme must be http or https.")]
    public string Scheme { get; init; } = "http";

    /// <summary>Path of the pages, where a page is asked for; default /metrics.</summary>
    [RegularExpression(@"/[^\s#]*", ErrorMessage = "path must begin with / and hold no blanks.")]
    public string Path { get; init; } = "/metrics";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var given = (File is null ? 0 : 1) + (Dns is null ? 0 : 1) + (Kubernetes is null ? 0 : 1);
        if (given != 1)
            yield return new("Give exactly one of file, dns and kubernetes.");
        if (File is "")
            yield return new("file must not be empty.", [nameof(File)]);
    }

    /// <summary>Address of a target's page.</summary>
    internal Uri PageOf(FoundTarget target) => new UriBuilder(
        target.Scheme ?? Scheme, target.Host, target.Port)
    { Path = "" }.Uri is var origin
        && Uri.TryCreate(origin, target.Path ?? Path, out var page) ? page : new Uri("about:blank");
}
