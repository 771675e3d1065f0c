using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Frontend;

/// <summary>Options of <c>frontend</c>.</summary>
public sealed class FrontendProbeOptions : IProbeOptions
{
    /// <summary>Most further origins.</summary>
    public const int MostOrigins = 16;

    private static readonly TimeSpan UsualTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Address of the page, <c>http</c> or <c>https</c>, without credentials. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest look, assets included. 50 ms to 1 min, shorter than <see cref="Every"/>; default 5 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00"),
        DefaultValue("5s, or four fifths of every where that is shorter")]
    public TimeSpan? Timeout { get; init; }

    /// <summary>Further origins that assets are fetched from, such as https://cdn.example; at most 16. Default none:
    /// the page's own alone.</summary>
    public IReadOnlyList<Uri> Origins { get; init; } = [];

    /// <summary>Headers sent to the page's own origin, by name; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the site says its version; default nowhere.</summary>
    public FrontendVersionOptions? Version { get; init; }

    /// <summary>How long the hashed assets of an earlier page are still asked for; 0s never. 0 s to 7 d; default
    /// 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan OldAssetsFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Most scripts and styles looked at. 1 to 256; default 64.</summary>
    [Range(1, 256)] public int MaxAssets { get; init; } = 64;

    /// <summary>Longest page or asset read, in bytes, unpacked. 1 KiB to 64 MiB; default 8 MiB.</summary>
    [Range(1024, 64 * 1024 * 1024)] public int MaxBody { get; init; } = 8 * 1024 * 1024;

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// address.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Timeout ?? (Every * 0.8 < UsualTimeout ? Every * 0.8 : UsualTimeout);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. HttpHeaderRules.UrlFaults(Url, nameof(Url)), .. Probes.Patience.Check(Timeout, Every),
        .. HttpHeaderRules.Faults(Headers, "headers", nameof(Headers)), .. OriginFaults(),
    ];

    private IEnumerable<ValidationResult> OriginFaults()
    {
        if (Origins.Count > MostOrigins)
            yield return new($"origins may hold {MostOrigins} entries at most.", [nameof(Origins)]);
        foreach (var origin in Origins)
            if (!origin.IsAbsoluteUri || origin.Scheme is not ("http" or "https") || origin.UserInfo.Length > 0
                || origin.PathAndQuery != "/" || origin.Fragment.Length > 0)
                yield return new(
                    "origins: write scheme, host and port alone, such as https://cdn.example.", [nameof(Origins)]);
    }
}
