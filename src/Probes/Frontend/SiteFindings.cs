using Bellwether.Probes.Frontend.Fetching;

namespace Bellwether.Probes.Frontend;

/// <summary>What one look saw of a page and its assets, and the look that it is.</summary>
internal sealed record SiteFindings
{
    /// <summary>A page that a cache may keep for longer outlives its deployment.</summary>
    public static readonly TimeSpan LongForPages = TimeSpan.FromMinutes(5);

    /// <summary>A hashed asset may be kept for ever; for less than this it is fetched again for nothing.</summary>
    public static readonly TimeSpan ShortForHashed = TimeSpan.FromDays(1);

    public required SitePage Page { get; init; }

    public required FetchedAnswer Answer { get; init; }

    public required TimeSpan Took { get; init; }

    /// <summary>Of the page's assets, in its order.</summary>
    public required IReadOnlyList<AssetFinding> Assets { get; init; }

    /// <summary>Of the hashed assets of earlier pages.</summary>
    public required IReadOnlyList<AssetFinding> Old { get; init; }

    public Look AsLook()
    {
        var readings = Readings();
        var (broken, integrity) = (Of(AssetFault.Broken), Of(AssetFault.Integrity));
        var look = broken.Count > 0 ? Look.Bad("broken-asset", Sentence(broken))
            : integrity.Count > 0 ? Look.Bad("broken-integrity", Sentence(integrity))
            : Look.Good() with { Detail = Remark() };
        return look with { Readings = readings, NoData = null };
    }

    private List<Reading> Readings()
    {
        List<Reading> readings =
        [
            Reading.Latency("latency", Took),
            Count("assets", Assets.Count),
            Count("broken-assets", Of(AssetFault.Broken).Count),
            Count("broken-integrity", Of(AssetFault.Integrity).Count),
            Count("unchecked-assets", Assets.Concat(Old).Count(finding => finding.Fault is AssetFault.Unchecked)),
            Count("old-assets", Old.Count),
            Count("missing-old-assets", Missing.Count),
            Count("weakly-cached-assets", Assets.Count(IsWeaklyCached)),
        ];
        var sizes = Assets.Select(finding => finding.Answer?.Bytes ?? 0).Sum() + (Answer.Bytes ?? 0);
        readings.Add(Reading.Gauge("page-bytes", sizes, "bytes"));
        if (Answer.Headers.Fresh is { } fresh)
            readings.Add(Reading.Gauge("page-fresh", fresh.TotalSeconds, "seconds"));
        if (Answer.Headers.Age is { } age) readings.Add(Reading.Gauge("page-age", age.TotalSeconds, "seconds"));
        var told = Assets.Select(finding => finding.Answer).Append(Answer)
            .Select(answer => answer?.Headers.Hit).OfType<bool>().ToList();
        if (told.Count > 0)
            readings.Add(Reading.Gauge("cache-hit", told.Count(hit => hit) / (double)told.Count, "ratio"));
        return readings;
    }

    private List<AssetFinding> Missing => [.. Old.Where(finding => finding.Fault is AssetFault.Broken)];

    private List<AssetFinding> Of(AssetFault fault) => [.. Assets.Where(finding => finding.Fault == fault)];

    private string? Remark() => Missing.Count > 0
        ? $"{Sentence(Missing)}; pages that are still open, or in a cache, ask for it"
        : Answer.Headers.Fresh > LongForPages
        ? $"a cache may serve the page for {Answer.Headers.Fresh.Value.TotalSeconds:0} s after a deployment" : null;

    private string Sentence(List<AssetFinding> findings) =>
        $"{findings[0].Asset.Words(Page.Url)} {findings[0].Words}"
        + (findings.Count > 1 ? $", and {findings.Count - 1} more" : "");

    private static bool IsWeaklyCached(AssetFinding finding) =>
        finding is { Fault: AssetFault.None, Answer: { } answer } && HashedName.Is(finding.Asset.Url)
        && (answer.Headers.Fresh ?? TimeSpan.Zero) < ShortForHashed;

    private static Reading Count(string name, int count) => Reading.Gauge(name, count, "");
}
