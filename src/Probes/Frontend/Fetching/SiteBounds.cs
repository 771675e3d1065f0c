namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>Where the requests of a look may go, and how much they may read.</summary>
internal sealed record SiteBounds
{
    /// <summary>Origin of the page's own address: the only one that gets the headers of the configuration.</summary>
    public required string Home { get; init; }

    /// <summary>Further origins that the configuration names.</summary>
    public required IReadOnlySet<string> Others { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>Most bytes of all bodies together.</summary>
    public required long MostBytes { get; init; }

    public bool IsHome(Uri url) => SiteOrigin.Of(url) == Home;

    public bool Holds(Uri url) => SiteOrigin.Of(url) is var origin && (origin == Home || Others.Contains(origin));
}
