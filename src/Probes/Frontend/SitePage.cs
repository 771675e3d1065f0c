using Bellwether.Probes.Frontend.Html;

namespace Bellwether.Probes.Frontend;

/// <summary>What a page asks for and says of itself.</summary>
internal sealed record SitePage
{
    /// <summary>Most meta tags remembered; further ones are left out.</summary>
    private const int MostMetas = 256;

    private static readonly HashSet<string> ScriptTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "module", "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript",
        "application/ecmascript",
    };

    /// <summary>Where it was had from, after redirects.</summary>
    public required Uri Url { get; init; }

    /// <summary>Its scripts and styles in the order of the page, each once.</summary>
    public required IReadOnlyList<PageAsset> Assets { get; init; }

    /// <summary>Content of the meta tags, by name in lower case; the first of two wins.</summary>
    public required IReadOnlyDictionary<string, string> Metas { get; init; }

    /// <summary>Reads a page.</summary>
    /// <param name="html">Its text, as long as the limit for bodies lets it be.</param>
    /// <param name="url">Where it was had from.</param>
    /// <param name="most">Most assets taken; further ones are left out.</param>
    public static SitePage Of(string html, Uri url, int most)
    {
        var scanner = new HtmlScanner(html);
        var (where, hasBase, inert) = (url, false, 0);
        var metas = new Dictionary<string, string>(StringComparer.Ordinal);
        var assets = new Dictionary<(Uri, AssetKind, string?), PageAsset>();
        while (scanner.Next() is { } tag)
        {
            // What is in a template loads nothing until a script takes it out.
            if (tag.Name == "template") inert = Math.Max(0, inert + (tag.IsEnd ? -1 : 1));
            if (tag.IsEnd || inert > 0) continue;
            if (tag.Name == "base" && !hasBase && tag["href"] is { } href)
                (where, hasBase) = (Uri.TryCreate(url, href.Trim(), out var other) ? other : url, true);
            else if (tag is { Name: "meta" } && tag["name"] is { } name && metas.Count < MostMetas)
                metas.TryAdd(name.Trim().ToLowerInvariant(), tag["content"] ?? "");
            else if (assets.Count < most && AssetOf(tag, where) is { } asset)
                assets.TryAdd((asset.Url, asset.Kind, asset.Integrity), asset);
        }

        return new() { Url = url, Assets = [.. assets.Values], Metas = metas };
    }

    private static PageAsset? AssetOf(HtmlTag tag, Uri where)
    {
        var (kind, address) = tag.Name switch
        {
            "script" when ScriptTypes.Contains((tag["type"] ?? "").Trim()) =>
                ((AssetKind?)(IsModule(tag) ? AssetKind.Module : AssetKind.Script), tag["src"]),
            "link" => (LinkKind(tag), tag["href"]),
            _ => (null, null),
        };
        if (kind is null || string.IsNullOrWhiteSpace(address)
            || !Uri.TryCreate(where, address.Trim(), out var url) || url.Scheme is not ("http" or "https"))
            return null;
        return new PageAsset
        {
            Url = url.Fragment.Length == 0 ? url : new UriBuilder(url) { Fragment = "" }.Uri,
            Kind = kind.Value,
            Integrity = tag["integrity"] is { } integrity && !string.IsNullOrWhiteSpace(integrity) ? integrity : null,
            IsCrossOrigin = kind is AssetKind.Module || tag["crossorigin"] is not null,
        };
    }

    private static bool IsModule(HtmlTag tag) =>
        string.Equals(tag["type"]?.Trim(), "module", StringComparison.OrdinalIgnoreCase);

    private static AssetKind? LinkKind(HtmlTag tag)
    {
        // An alternate one waits until a person picks it.
        if (tag.Says("rel", "stylesheet")) return tag.Says("rel", "alternate") ? null : AssetKind.Style;
        if (tag.Says("rel", "modulepreload")) return AssetKind.Module;
        if (!tag.Says("rel", "preload")) return null;
        return tag["as"]?.Trim().ToLowerInvariant() switch
        {
            "script" => AssetKind.Script,
            "style" => AssetKind.Style,
            _ => null,
        };
    }
}
