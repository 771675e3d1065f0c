using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Delivery;
using Bellwether.Agent.Judging.Rules;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Configuration;

/// <summary>Kinds that stay as they are, so that the exact messages of the bad files depend on the binder
/// alone.</summary>
internal static class TestCatalogs
{
    public static Catalogs Fixed { get; } = new(
        [
            ProbeKind.Of<HostOptions>("host", (_, _) => []),
            ProbeKind.Of<HttpOptions>("http", (_, _) => []),
            ProbeKind.Of<ScrapeOptions>("scrape", (_, _) => []) with { ReadsPage = true },
            ProbeKind.Of<TcpOptions>("tcp", (_, _) => []),
        ],
        RuleCatalog.All,
        [ChannelKind.Of<WebhookOptions>("webhook", (_, _) => throw new NotSupportedException())]);

    /// <summary>What ships; where a kind does not ship yet, the one of the tests.</summary>
    public static Catalogs Real { get; } = new(
        [.. ProbeCatalog.All, .. Fixed.Probes.Where(k => ProbeCatalog.Find(k.Name) is null)],
        RuleCatalog.All,
        [.. ChannelCatalog.All, .. Fixed.Channels.Where(k => ChannelCatalog.All.All(c => c.Name != k.Name))]);
}

public sealed class ScrapeOptions : IProbeOptions
{
    /// <summary>Pages to read.</summary>
    [Required, MinLength(1, ErrorMessage = "needs at least one target")]
    public IReadOnlyList<ScrapeTarget>? Targets { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Largest page, in bytes.</summary>
    [Range(1024, 64 * 1024 * 1024)] public int MaxBody { get; init; } = 10 * 1024 * 1024;

    /// <summary>Headers sent.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Timeout >= Every)
            yield return new("timeout must be shorter than every.", [nameof(Timeout)]);
        for (var i = 0; i < Targets!.Count; i++)
            if (Targets[i].Url!.UserInfo.Length > 0)
                yield return new($"url must not hold credentials, as {Targets[i].Url} does.", [$"Targets[{i}].Url"]);
    }
}

public sealed class ScrapeTarget
{
    [Required] public Uri? Url { get; init; }

    public string? Instance { get; init; }

    public TargetGroup Group { get; init; }
}

public sealed class HttpOptions : IProbeOptions
{
    [Required] public Uri? Url { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    public HttpExpect Expect { get; init; } = new();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
}

public sealed class HttpExpect
{
    public IReadOnlyList<HttpStatus> Status { get; init; } = [];

    [StringLength(20, ErrorMessage = "must be at most 20 characters")] public string? Contains { get; init; }

    public bool Follow { get; init; }
}

/// <summary>A type of a probe's own, as a single value.</summary>
public readonly record struct HttpStatus(int Code) : IParsable<HttpStatus>
{
    public static HttpStatus Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var status) ? status : throw new FormatException($"'{s}' is no status: write 200.");

    public static bool TryParse(string? s, IFormatProvider? provider, out HttpStatus result)
    {
        var read = int.TryParse(s, out var code) && code is >= 100 and <= 599;
        result = new HttpStatus(code);
        return read;
    }
}

public sealed class TcpOptions : IProbeOptions
{
    [Required] public string Host { get; init; } = "";

    [Range(1, 65535)] public int Port { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
}

public sealed class HostOptions : IProbeOptions
{
    public string? Process { get; init; }

    public string? PidFile { get; init; }

    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Process is not null && PidFile is not null)
            yield return new("process and pid-file cannot both be there.", [nameof(PidFile)]);
    }
}

public sealed class WebhookOptions : IValidatableObject
{
    [Required] public Uri? Url { get; init; }

    [DataType(DataType.Password)] public string? Secret { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
}
