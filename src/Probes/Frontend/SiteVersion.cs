using System.Text;
using System.Text.RegularExpressions;
using Bellwether.Probes.Frontend.Fetching;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Frontend;

/// <summary>Finds the version that a site says it is.</summary>
internal sealed class SiteVersion(FrontendVersionOptions options)
{
    /// <summary>Longest file that is read for it.</summary>
    private const int MostBytes = 64 * 1024;

    private readonly Regex? _pattern = VersionPattern.Of(options.Pattern);

    /// <summary>Header of the page that is wanted; null for none.</summary>
    public string? Header => options.Header;

    /// <summary>What the page itself tells; null where it tells nothing, or another file does.</summary>
    public string? OfPage(SitePage? page, FetchedAnswer answer) => VersionPattern.Sane(
        options.Header is not null ? answer.WantedHeader
        : options.Meta is { } name ? page?.Metas.GetValueOrDefault(name.Trim().ToLowerInvariant())
        : VersionPattern.Find(_pattern, answer.Text ?? ""));

    /// <summary>What another file tells; null for nothing, or where it is the page that does.</summary>
    public async Task<string?> OfFileAsync(SiteLine line, Uri page, CancellationToken cancel)
    {
        if (options.Json is not { } path) return null;
        var answer = await line.FetchAsync(
            new()
            {
                Url = new Uri(page, path),
                Accept = "application/json,*/*;q=0.5",
                WantsText = true,
                MostBytes = MostBytes,
            }, cancel).ConfigureAwait(false);
        return answer is { Status: 200, Text: { } text }
            ? VersionPattern.Sane(JsonPath.Find(Encoding.UTF8.GetBytes(text), options.Path)) : null;
    }
}
