using Bellwether.Probes.Frontend.Fetching;

namespace Bellwether.Probes.Frontend;

/// <summary>Whether a browser would take what was answered for an asset.</summary>
internal static class AssetRules
{
    private static readonly HashSet<string> Scripts = new(StringComparer.Ordinal)
    {
        "text/javascript", "application/javascript", "application/x-javascript", "text/ecmascript",
        "application/ecmascript", "text/x-javascript", "text/jscript", "text/livescript", "text/x-ecmascript",
        "application/x-ecmascript",
    };

    /// <summary>What a classic script is never taken as, whatever else is forgiven; and what cannot be one.</summary>
    private static readonly string[] NeverScripts =
        ["image/", "audio/", "video/", "text/csv", "text/html", "text/css", "application/json", "application/xhtml"];

    /// <summary>Said to us for our looks, and not to a user, who asks once.</summary>
    private const int TooOften = 429;

    /// <param name="asset">What the page asks for.</param>
    /// <param name="page">Where the page came from.</param>
    /// <param name="answer">What was answered.</param>
    public static AssetFinding Judge(PageAsset asset, Uri page, FetchedAnswer answer)
    {
        if (answer.Status == TooOften)
            return new(asset, AssetFault.Unchecked, "is not given to who asks so often", answer);
        if (answer.Status is < 200 or > 299) return Broken(asset, answer, $"answers {answer.Status}");
        if (TypeFault(asset.Kind, answer.Headers) is { } type) return Broken(asset, answer, type);
        var isForeign = SiteOrigin.Of(answer.Url) != SiteOrigin.Of(page);
        if (isForeign && asset.IsCrossOrigin && !MayBeRead(answer.Headers.AllowOrigin, page))
            return Broken(asset, answer,
                "comes from another origin without an access-control-allow-origin for the page: a browser refuses it");
        if (answer.TooLarge) return new(asset, AssetFault.Unchecked, "is longer than may be read", answer);
        if (asset.Integrity is null) return new(asset, AssetFault.None, null, answer);
        if (isForeign && !asset.IsCrossOrigin)
            return new(asset, AssetFault.Integrity,
                "comes from another origin and has an integrity without crossorigin: a browser refuses it", answer);
        return answer.Digests is { } digests && SubresourceIntegrity.Matches(asset.Integrity, digests)
            ? new(asset, AssetFault.None, null, answer)
            : new(asset, AssetFault.Integrity,
                $"does not have the bytes that its integrity demands: a browser refuses it{Copy(answer)}", answer);
    }

    /// <summary>Whether an asset of an earlier page is still there: only who says that it is gone, or answers
    /// something else in its place, has it no more.</summary>
    public static AssetFinding JudgeOld(PageAsset asset, FetchedAnswer answer) => answer.Status switch
    {
        404 or 410 => new(asset, AssetFault.Broken, $"answers {answer.Status}", answer),
        < 200 or > 299 => new(asset, AssetFault.Unchecked, $"answers {answer.Status}", answer),
        _ => TypeFault(asset.Kind, answer.Headers) is { } type
            ? new(asset, AssetFault.Broken, type, answer) : new(asset, AssetFault.None, null, answer),
    };

    private static string? TypeFault(AssetKind kind, AnswerHeaders headers)
    {
        var type = headers.Type;
        var isWrong = kind switch
        {
            AssetKind.Style => type != "text/css",
            AssetKind.Module => !Scripts.Contains(type),
            // A classic script may have hardly any type or none; not under nosniff.
            _ when headers.NoSniff => !Scripts.Contains(type),
            _ => Array.Exists(NeverScripts, never => type.StartsWith(never, StringComparison.Ordinal)),
        };
        if (!isWrong) return null;
        var told = type.Length == 0 ? "without a type" : $"as {type}";
        var wanted = kind is AssetKind.Style ? "style" : "script";
        return $"is answered {told}: a browser does not take that for a {wanted}"
            + (type == "text/html" ? " (a page in its place)" : "");
    }

    private static bool MayBeRead(string? allowed, Uri page) =>
        allowed == "*" || string.Equals(allowed, SiteOrigin.Written(page), StringComparison.OrdinalIgnoreCase);

    private static AssetFinding Broken(PageAsset asset, FetchedAnswer answer, string words) =>
        new(asset, AssetFault.Broken, words + Copy(answer), answer);

    private static string Copy(FetchedAnswer answer) =>
        answer.Headers.CopyWords is { } copy ? $" ({copy})" : "";
}
