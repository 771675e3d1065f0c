using Bellwether.Probes.Frontend.Fetching;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Frontend;

/// <summary>Looks at the assets of one page over the connections of one look.</summary>
/// <param name="line">The connections.</param>
/// <param name="bounds">Where they may go.</param>
/// <param name="known">What was answered before, by address; read only.</param>
/// <param name="mostBytes">Longest asset.</param>
/// <param name="patience">Longest wait for the first byte of one: see <see cref="OwnPatience"/>.</param>
internal sealed class AssetLooks(
    SiteLine line, SiteBounds bounds, IReadOnlyDictionary<Uri, FetchedAnswer> known, int mostBytes, TimeSpan patience)
{
    /// <summary>Assets up to this size are trusted to be as they were by their tag alone; larger ones by their date
    /// too, which misses a second change within a second.</summary>
    public const int SmallBytes = 16 * 1024;

    /// <summary>The least that an asset has for its first byte, where the look is that long.</summary>
    private static readonly TimeSpan LeastPatience = TimeSpan.FromSeconds(1);

    /// <summary>Assets under way at a time; fewer where something else needs a connection meanwhile.</summary>
    public int MostAtOnce { get; init; } = SiteLine.MostConnections;

    /// <summary>How long one asset may be silent before it is at fault itself: half of the look, so that one that was
    /// asked for in the first half has its whole time. What the look's end cuts off before that is nobody's
    /// fault.</summary>
    public static TimeSpan OwnPatience(TimeSpan look) => look / 2 > LeastPatience ? look / 2 : LeastPatience;

    /// <summary>The findings in the order of the assets.</summary>
    public Task<AssetFinding[]> CheckAsync(IReadOnlyList<PageAsset> assets, Uri page, CancellationToken cancel) =>
        EachAsync(assets, asset => CheckAsync(asset, page, cancel));

    /// <summary>Whether the assets of earlier pages are still served.</summary>
    public Task<AssetFinding[]> CheckOldAsync(IReadOnlyList<PageAsset> assets, CancellationToken cancel) =>
        EachAsync(assets, asset => CheckOldAsync(asset, cancel));

    private async Task<AssetFinding[]> EachAsync(
        IReadOnlyList<PageAsset> assets, Func<PageAsset, Task<AssetFinding>> check)
    {
        var findings = new AssetFinding[assets.Count];
        await Parallel.ForAsync(0, assets.Count,
            new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce },
            async (i, _) => findings[i] = await check(assets[i]).ConfigureAwait(false)).ConfigureAwait(false);
        return findings;
    }

    private async Task<AssetFinding> CheckAsync(PageAsset asset, Uri page, CancellationToken cancel)
    {
        if (page.Scheme == "https" && asset.Url.Scheme == "http")
            return new(asset, AssetFault.Broken, "is asked for over http by a page of https: a browser refuses it");
        if (!bounds.Holds(asset.Url))
            return new(asset, AssetFault.Unchecked, "is of an origin that origins does not name");
        var isForeign = SiteOrigin.Of(asset.Url) != SiteOrigin.Of(page);
        return await TriedAsync(asset, async () =>
        {
            var answer = await line.FetchAsync(
                new()
                {
                    Url = asset.Url,
                    Accept = asset.Kind is AssetKind.Style ? "text/css,*/*;q=0.1" : "*/*",
                    Origin = isForeign && asset.IsCrossOrigin ? SiteOrigin.Written(page) : null,
                    Known = known.GetValueOrDefault(asset.Url) is { } before
                        && (before.Headers.Tag is not null || before.Bytes > SmallBytes) ? before : null,
                    Patience = patience,
                    MostBytes = mostBytes,
                }, cancel).ConfigureAwait(false);
            return AssetRules.Judge(asset, page, answer);
        }, cancel).ConfigureAwait(false);
    }

    private async Task<AssetFinding> CheckOldAsync(PageAsset asset, CancellationToken cancel)
    {
        var finding = await TriedAsync(asset, async () =>
        {
            var request = new FetchRequest
            {
                Url = asset.Url,
                Accept = "*/*",
                HeadOnly = true,
                Patience = patience,
                MostBytes = mostBytes,
            };
            var answer = await line.FetchAsync(request, cancel).ConfigureAwait(false);
            if (AssetRules.JudgeOld(asset, answer) is { Fault: AssetFault.None } there) return there;
            // Firewalls, signed addresses and some servers refuse a head alone: only what a browser would get counts.
            answer = await line.FetchAsync(request with { HeadOnly = false, LeavesBody = true }, cancel)
                .ConfigureAwait(false);
            return AssetRules.JudgeOld(asset, answer);
        }, cancel).ConfigureAwait(false);
        // Where nothing was answered the asset may be there all the same.
        return finding is { Fault: AssetFault.Broken, Answer: null }
            ? finding with { Fault = AssetFault.Unchecked } : finding;
    }

    private async Task<AssetFinding> TriedAsync(
        PageAsset asset, Func<Task<AssetFinding>> check, CancellationToken cancel)
    {
        if (cancel.IsCancellationRequested) return TooLate(asset);
        try
        {
            return await check().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return TooLate(asset);
        }
        catch (SilentAnswerException e)
        {
            return Patience.GivenUp(patience, e.Waited) is { Reachability: Reachability.Bad }
                ? new(asset, AssetFault.Broken, $"is not answered within {patience.TotalSeconds:0.#} s")
                : TooLate(asset);
        }
        catch (SlowBodyException)
        {
            // It comes, and is perhaps only large: the next look need not fetch what this one has.
            return new(asset, AssetFault.Unchecked, "was not whole in time");
        }
        catch (InvalidDataException)
        {
            return new(asset, AssetFault.Broken, "is damaged: it cannot be unpacked");
        }
        catch (RedirectRefusedException e)
        {
            return new(asset, AssetFault.Broken, $"is {e.Message}");
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            if (cancel.IsCancellationRequested) return TooLate(asset);
            return HttpTrouble.AsLook(e) is { Reachability: Reachability.Bad } bad
                ? new(asset, AssetFault.Broken, $"cannot be had: {bad.Reason}")
                : new(asset, AssetFault.Unchecked, "cannot be asked for by this agent");
        }
    }

    private static AssetFinding TooLate(PageAsset asset) =>
        new(asset, AssetFault.Unchecked, "was not looked at in time");
}
