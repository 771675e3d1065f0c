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
    [RegularExpression(@"/([^\s#/\\][^\s#]*)?", ErrorMessage = "path must begin with one / and hold no blanks.")]
    public string Path { get; init; } = "/metrics";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        var given = (File is null ? 0 : 1) + (Dns is null ? 0 : 1) + (Kubernetes is null ? 0 : 1);
        if (given != 1)
            yield return new("Give exactly one of file, dns and kubernetes.");
        if (File is "")
            yield return new("file must not be empty.", [nameof(File)]);
    }

    /// <summary>Whether it stays on the host that it is asked of: what begins with two slashes names another.</summary>
    public static bool IsPath(string path) => path is ['/'] or ['/', not ('/' or '\\'), ..];

    /// <summary>Address of a target's page, always on its own host.</summary>
    internal Uri PageOf(FoundTarget target)
    {
        var origin = new UriBuilder(target.Scheme ?? Scheme, target.Host, target.Port).Uri;
        var path = target.Path ?? Path;
        return IsPath(path) && Uri.TryCreate(origin.GetLeftPart(UriPartial.Authority) + path, UriKind.Absolute,
            out var page) ? page : new Uri("about:blank");
    }
}
