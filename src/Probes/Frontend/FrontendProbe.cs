using Bellwether.Probes.Dialing;
using Bellwether.Probes.Frontend.Fetching;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Frontend;

/// <summary>Fetches a page with its scripts and styles, as a browser would: is what a user gets whole.</summary>
/// <remarks>Remembers, bounded, what large assets are like, and which hashed assets earlier pages had.</remarks>
internal sealed class FrontendProbe : IProbe
{
    /// <summary>Most bytes of one look, as a multiple of the longest body.</summary>
    private const int MostBodies = 4;

    private readonly FrontendProbeOptions _options;
    private readonly ProbeContext _context;
    private readonly Uri _url;
    private readonly SiteBounds _bounds;
    private readonly SiteVersion? _version;
    private readonly AssetGenerations _generations;
    private IReadOnlyDictionary<Uri, FetchedAnswer> _known = new Dictionary<Uri, FetchedAnswer>();

    public FrontendProbe(FrontendProbeOptions options, ProbeContext context)
    {
        (_options, _context) = (options, context);
        _url = options.Url ?? throw new ArgumentException("The options have no url.", nameof(options));
        _bounds = new()
        {
            Home = SiteOrigin.Of(_url),
            Others = options.Origins.Select(SiteOrigin.Of).ToHashSet(StringComparer.Ordinal),
            Headers = options.Headers,
            MostBytes = (long)MostBodies * options.MaxBody,
        };
        _version = options.Version is null ? null : new(options.Version);
        _generations = new(options.OldAssetsFor);
    }

    public static IReadOnlyList<TargetedProbe> Make(FrontendProbeOptions options, ProbeContext context)
    {
        var probe = new FrontendProbe(options, context);
        return [new(options.Instance ?? $"{probe._url.Host}:{probe._url.Port}", options.Group, probe)];
    }

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var start = _context.Time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.Patience, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        using var line = new SiteLine(_bounds, _context, stopping);
        Look look;
        try
        {
            await line.PrepareAsync(_url, either.Token).ConfigureAwait(false);
            look = await SeeAsync(line, either.Token).ConfigureAwait(false);
            stopping.ThrowIfCancellationRequested();
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException
            or InvalidDataException or ResolverException)
        {
            stopping.ThrowIfCancellationRequested();
            look = Trouble(e, patience.IsCancellationRequested, _context.Time.GetElapsedTime(start));
        }

        // A standstill of ours in the middle looks like assets that hang.
        if (patience.IsCancellationRequested
            && Patience.GivenUp(_options.Patience, _context.Time.GetElapsedTime(start)) is
            { Reachability: Reachability.Missing } late)
            look = late;
        return look with { Sent = line.Sent };
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Look Trouble(Exception exception, bool isOver, TimeSpan waited) => exception switch
    {
        ResolverException resolver => Look.Missing("resolver", resolver.Message),
        RedirectRefusedException redirect => Look.Bad("redirect", $"the page is {redirect.Message}"),
        InvalidDataException => Look.Bad("unpacking", "the page is damaged: it cannot be unpacked"),
        _ when isOver => Patience.GivenUp(_options.Patience, waited),
        _ => HttpSecrets.Of(_options.Headers.Values, _url).Clean(HttpTrouble.AsLook(exception)),
    };

    private async Task<Look> SeeAsync(SiteLine line, CancellationToken cancel)
    {
        var start = _context.Time.GetTimestamp();
        var answer = await line.FetchAsync(
            new()
            {
                Url = _url,
                Accept = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8",
                WantsText = true,
                WantedHeader = _version?.Header,
                MostBytes = _options.MaxBody,
            }, cancel).ConfigureAwait(false);
        var took = _context.Time.GetElapsedTime(start);
        if (Fault(answer) is { } fault) return fault with { Sighting = Sighted(_version?.OfPage(null, answer)) };
        var page = SitePage.Of(answer.Text!, answer.Url, _options.MaxAssets);
        // Beside the assets: a file that hangs takes neither their time nor the look.
        var marker = _version?.OfPage(page, answer) is { } told ? Task.FromResult<string?>(told)
            : FileVersionAsync(line, page, cancel);
        var atOnce = SiteLine.MostConnections - (marker.IsCompleted ? 0 : 1);
        var (assets, old) = await FindAsync(line, page, atOnce, cancel).ConfigureAwait(false);
        var version = await marker.ConfigureAwait(false);
        var findings = new SiteFindings { Page = page, Answer = answer, Took = took, Assets = assets, Old = old };
        return findings.AsLook() with { Sighting = Sighted(version) };
    }

    private async Task<(AssetFinding[] Assets, AssetFinding[] Old)> FindAsync(
        SiteLine line, SitePage page, int atOnce, CancellationToken cancel)
    {
        var patience = AssetLooks.OwnPatience(_options.Patience);
        var looks = new AssetLooks(line, _bounds, _known, _options.MaxBody, patience) { MostAtOnce = atOnce };
        var assets = await looks.CheckAsync(page.Assets, page.Url, cancel).ConfigureAwait(false);
        // Of what this look did not get to, the last one's word stands.
        _known = assets
            .Select(finding => (finding.Asset.Url, Answer: finding.Answer is { Digests: not null } whole ? whole
                : _known.GetValueOrDefault(finding.Asset.Url)))
            .Where(known => known.Answer is not null).DistinctBy(known => known.Url)
            .ToDictionary(known => known.Url, known => known.Answer!);
        var hashed = page.Assets.Where(asset => HashedName.Is(asset.Url) && _bounds.Holds(asset.Url)).ToList();
        var old = _options.OldAssetsFor == TimeSpan.Zero ? []
            : _generations.Take(hashed, _context.Time.GetUtcNow());
        return (assets, await looks.CheckOldAsync(old, cancel).ConfigureAwait(false));
    }

    private async Task<string?> FileVersionAsync(SiteLine line, SitePage page, CancellationToken cancel)
    {
        if (_version is null) return null;
        try
        {
            return await _version.OfFileAsync(line, page.Url, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException
            or OperationCanceledException)
        {
            // A site without its version is a site all the same; whether we are being stopped is asked after the look.
            return null;
        }
    }

    private Look? Fault(FetchedAnswer answer) => answer switch
    {
        { Status: not 200 } => Look.Bad($"status-{answer.Status}", $"the page answers {answer.Status}, expected 200"),
        { TooLarge: true } =>
            Look.WithoutReadings("too-large", $"the page is longer than max-body, {_options.MaxBody} bytes"),
        { Headers.Type: not ("" or "text/html" or "application/xhtml+xml") } =>
            Look.Bad("not-html", $"the page is answered as {Clipped(answer.Headers.Type)}"),
        _ => null,
    };

    private static string Clipped(string type) => type.Length <= 100 ? type : type[..100];

    private static Sighting? Sighted(string? version) => version is null ? null : new Sighting { Version = version };
}
