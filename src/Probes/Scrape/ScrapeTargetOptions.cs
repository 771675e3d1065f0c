using System.ComponentModel;

namespace Bellwether.Probes.Scrape;

/// <summary>One metrics page and the instance it belongs to.</summary>
public sealed class ScrapeTargetOptions
{
    /// <summary>Address of the page: http or https, absolute, without user name or fragment. Required.</summary>
    public Uri? Url { get; init; }

    /// <summary>Name of the instance, unique within the probe; default host and port of the address.</summary>
    public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    /// <summary>The instance's name, stated or not. Only where there is no <see cref="Fault"/>.</summary>
    internal string Name() => Instance ?? $"{Url!.Host}:{Url.Port}";

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault() =>
        Url is null ? "A target needs a url."
        : !Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https") ? $"{Url} is not an http or https address."
        : Url.UserInfo.Length > 0 ? "A url holds no user name or password; use headers for that."
        : Url.Fragment.Length > 0 ? $"{Url} has a fragment, which no server sees."
        : Instance is { } name && string.IsNullOrWhiteSpace(name) ? "An instance has a name, or leave it out."
        : null;
}
