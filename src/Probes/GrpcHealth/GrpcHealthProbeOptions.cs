using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.GrpcHealth;

/// <summary>Options of <c>grpc-health</c>.</summary>
public sealed class GrpcHealthProbeOptions : IProbeOptions
{
    /// <summary>Address of the server, <c>http</c> (HTTP/2 without TLS) or <c>https</c>, without a path.
    /// Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>Service asked for, such as shop.v1.Orders. At most 256 characters; default the whole server.</summary>
    [StringLength(256), DefaultValue("the whole server")] public string Service { get; init; } = "";

    /// <summary>Metadata sent, by name; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>File with the certificates (PEM) of the authorities that are trusted in place of the system's; read at
    /// the first look. Default none.</summary>
    public string? CaFile { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the answer. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// address.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in HttpHeaderRules.UrlFaults(Url, nameof(Url))
            .Concat(Probes.Patience.Check(Timeout, Every))
            .Concat(HttpHeaderRules.Faults(Headers, "headers", nameof(Headers))))
            yield return fault;
        if (CaFile is "") yield return new("ca-file must not be empty.", [nameof(CaFile)]);
        if (Url is { IsAbsoluteUri: true, PathAndQuery: not "/" })
            yield return new("url must have no path: the one of the health service is used.", [nameof(Url)]);
    }
}
