using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Bellwether.Probes.Vitals;

/// <summary>Options of <c>vitals</c>.</summary>
public sealed class VitalsProbeOptions : IProbeOptions
{
    /// <summary>Most origins, patterns of pages, and ranges of proxies.</summary>
    public const int Most = 32;

    /// <summary>Origins of the pages that may send, such as https://shop.example; at least one, at most 32.
    /// Required.</summary>
    [Required] public IReadOnlyList<Uri> Origins { get; init; } = [];

    /// <summary>Patterns of paths that are told apart, such as /product/*; the rest is one. At most 32. Default none:
    /// nothing of an address is kept.</summary>
    public IReadOnlyList<string> Pages { get; init; } = [];

    /// <summary>Addresses of proxies in front of the agent, whose X-Forwarded-For is believed; at most 32. Default
    /// none.</summary>
    public IReadOnlyList<IPNetwork> Proxies { get; init; } = [];

    /// <summary>Page views a minute of one client; more are refused. 1 to 600; default 60.</summary>
    [Range(1, 600)] public int PerClient { get; init; } = 60;

    /// <summary>Page views a second of all clients; more are refused. 1 to 90; default 50.</summary>
    [Range(1, 90)] public int PerSecond { get; init; } = 50;

    /// <summary>Gap between looks at what was sent. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Time without a page view after which there is no data. 5 s to 6 h, at least <see cref="Every"/>;
    /// default 15 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "06:00:00")]
    public TimeSpan SilentAfter { get; init; } = TimeSpan.FromMinutes(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Origins.Count is 0 or > Most)
            yield return new($"needs 1 to {Most} origins of pages that may send.", [nameof(Origins)]);
        foreach (var origin in Origins)
            if (!origin.IsAbsoluteUri || origin.Scheme is not ("http" or "https") || origin.Host.Length == 0
                || origin.UserInfo.Length + origin.Query.Length + origin.Fragment.Length > 0
                || origin.AbsolutePath is not "/")
                yield return new($"'{origin}' is no origin: write scheme, host and port alone, https://shop.example.",
                    [nameof(Origins)]);
        if (Pages.Count > Most || Pages.Any(page => page.Length is 0 or > 100 || page[0] != '/'))
            yield return new($"at most {Most} patterns of at most 100 characters that begin with '/'.",
                [nameof(Pages)]);
        if (Proxies.Count > Most)
            yield return new($"at most {Most} ranges.", [nameof(Proxies)]);
        if (SilentAfter < Every)
            yield return new("silent-after must be at least every.", [nameof(SilentAfter)]);
    }
}
