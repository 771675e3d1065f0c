namespace Bellwether.Probes.Frontend;

/// <summary>A script or style that a page asks for.</summary>
internal sealed record PageAsset
{
    /// <summary>Longest path that is told.</summary>
    private const int LongestTold = 160;

    /// <summary>Absolute, http or https, without a fragment.</summary>
    public required Uri Url { get; init; }

    public required AssetKind Kind { get; init; }

    /// <summary>Hashes that its bytes must have, as the page writes them; null for none.</summary>
    public string? Integrity { get; init; }

    /// <summary>Whether the page asks for it by the rules for other origins.</summary>
    public bool IsCrossOrigin { get; init; }

    /// <summary>"script /assets/app.js", without the query, which may hold what is nobody's business.</summary>
    public string Words(Uri page)
    {
        var path = Url.GetComponents(
            SiteOrigin.Of(Url) == SiteOrigin.Of(page)
                ? UriComponents.Path | UriComponents.KeepDelimiter
                : UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);
        if (path.Length > LongestTold) path = "…" + path[^LongestTold..];
        return (Kind is AssetKind.Style ? "style " : "script ") + path;
    }
}
