using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Oidc;

/// <summary>Options of <c>oidc</c>.</summary>
public sealed class OidcProbeOptions : IProbeOptions
{
    /// <summary>Most further origins.</summary>
    public const int MostOrigins = 16;

    /// <summary>The issuer as tokens name it, such as https://login.example/realms/shop. Required.</summary>
    [Required] public Uri? Issuer { get; init; }

    /// <summary>Where it is asked, where that is not the issuer's own address; default there.</summary>
    [DefaultValue("the issuer")] public Uri? At { get; init; }

    /// <summary>Further origins that the keys may be fetched from, such as https://keys.example; at most 16. Default
    /// none.</summary>
    public IReadOnlyList<Uri> Origins { get; init; } = [];

    /// <summary>How long tokens are good: so long a key that went away is held against the provider. 0 s to 7 d;
    /// default 1 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan OverlapFor { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for both answers. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// issuer.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        foreach (var fault in Named(HttpHeaderRules.UrlFaults(Issuer, nameof(Issuer)), "issuer: ")
            .Concat(Named(HttpHeaderRules.UrlFaults(At, nameof(At)), "at: "))
            .Concat(Probes.Patience.Check(Timeout, Every)))
            yield return fault;
        if (Issuer is { IsAbsoluteUri: true, Query.Length: > 0 })
            yield return new("issuer must have no query.", [nameof(Issuer)]);
        if (Origins.Count > MostOrigins)
            yield return new($"origins may hold {MostOrigins} entries at most.", [nameof(Origins)]);
        foreach (var origin in Origins)
            if (!origin.IsAbsoluteUri || origin.Scheme is not ("http" or "https") || origin.PathAndQuery != "/")
                yield return new(
                    "origins: write scheme, host and port alone, such as https://keys.example.", [nameof(Origins)]);
    }

    private static IEnumerable<ValidationResult> Named(IEnumerable<ValidationResult> faults, string key) =>
        faults.Select(fault => new ValidationResult(key + fault.ErrorMessage, fault.MemberNames));
}
