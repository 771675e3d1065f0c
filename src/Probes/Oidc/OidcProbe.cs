using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Oidc;

/// <summary>Reads what an OpenID Connect provider says of itself, and its keys: can tokens be verified, and those that
/// were given out before a deployment still be.</summary>
internal sealed class OidcProbe : IProbe
{
    private const string Discovery = "/.well-known/openid-configuration";
    private const int MostBody = 256 * 1024;

    private static readonly string[] Endpoints = ["authorization_endpoint", "token_endpoint", "jwks_uri"];

    private readonly OidcProbeOptions _options;
    private readonly ProbeContext _context;
    private readonly Uri _url;
    private readonly HashSet<string> _origins;
    private readonly HttpExchange _exchange;
    private readonly KeyMemory _memory;

    public OidcProbe(OidcProbeOptions options, ProbeContext context)
    {
        (_options, _context, _exchange) = (options, context, new(context));
        var at = options.At ?? options.Issuer
            ?? throw new ArgumentException("The options have no issuer.", nameof(options));
        _url = new Uri(at.AbsoluteUri.TrimEnd('/') + Discovery);
        _origins = [HttpExchange.Origin(_url), .. options.Origins.Select(HttpExchange.Origin)];
        _memory = new(options.OverlapFor);
    }

    public static IReadOnlyList<TargetedProbe> Make(OidcProbeOptions options, ProbeContext context)
    {
        var probe = new OidcProbe(options, context);
        return [new(options.Instance ?? $"{probe._url.Host}:{probe._url.Port}", options.Group, probe)];
    }

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var start = _context.Time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.Patience, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var sent = new List<SentRequest>();
        try
        {
            var look = await SeeAsync(sent, start, either.Token, stopping).ConfigureAwait(false);
            return look with { Sent = sent };
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message) with { Sent = sent };
        }
    }

    public ValueTask DisposeAsync()
    {
        _exchange.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Look> SeeAsync(
        List<SentRequest> sent, long start, CancellationToken patience, CancellationToken stopping)
    {
        using var discovery = await AskAsync(_url, sent, patience, stopping).ConfigureAwait(false);
        if (!IsGood(discovery)) return Of(discovery, "the discovery document");
        var document = discovery.Body!.Bytes;
        var issuer = JsonPath.Find(document, "issuer");
        // Compared letter by letter, as who verifies a token does.
        if (issuer?.TrimEnd('/') != _options.Issuer!.OriginalString.TrimEnd('/'))
            return Look.Bad("issuer", issuer is null ? "the discovery document names no issuer"
                : $"the discovery document names another issuer than {_options.Issuer.OriginalString}");
        if (Array.Find(Endpoints, name => !IsAddress(JsonPath.Find(document, name))) is { } missing)
            return Look.Bad("discovery", $"the discovery document has no {missing}");
        var keys = new Uri(JsonPath.Find(document, "jwks_uri")!);
        if (!_origins.Contains(HttpExchange.Origin(keys)))
            return Look.WithoutReadings("keys-elsewhere",
                $"the keys are at {HttpExchange.Origin(keys)}, which origins does not name");
        using var answer = await AskAsync(keys, sent, patience, stopping).ConfigureAwait(false);
        if (!IsGood(answer)) return Of(answer, "the set of keys");
        return Judge(KeySet.Read(answer.Body!.Bytes), _context.Time.GetElapsedTime(start));
    }

    private Look Judge(IReadOnlySet<string>? keys, TimeSpan took)
    {
        if (keys is null) return Look.Bad("keys", "what should be the set of keys is none");
        if (keys.Count == 0) return Look.Bad("no-keys", "no key of the set can verify a signature");
        var (lost, isReplaced) = _memory.Take(keys, _context.Time.GetUtcNow());
        var look = isReplaced
            ? Look.Bad("keys-replaced", "every key of before is gone: tokens that were given out cannot be verified")
            : Look.Good();
        return look with
        {
            NoData = null,
            Readings =
            [
                Reading.Latency("latency", took), Reading.Gauge("keys", keys.Count, ""),
                Reading.Gauge("lost-keys", lost, ""),
            ],
        };
    }

    private async Task<HttpOutcome> AskAsync(
        Uri url, List<SentRequest> sent, CancellationToken patience, CancellationToken stopping)
    {
        var addresses = await Dialer.ResolveAsync(url.IdnHost, patience, stopping).ConfigureAwait(false);
        var outcome = await _exchange.AskAsync(
            new()
            {
                Method = HttpMethod.Get,
                Url = url,
                Headers = [KeyValuePair.Create("Accept", "application/json")],
                Expect = new(),
                KeepsBody = true,
                MaxBody = MostBody,
                Patience = _options.Patience,
            }, addresses, patience, stopping).ConfigureAwait(false);
        if (outcome.Sent is { } request) sent.Add(request);
        return outcome;
    }

    private static bool IsGood(HttpOutcome outcome) =>
        outcome.Look is { Reachability: Reachability.Good, NoData: null } && outcome.Body is not null;

    private static Look Of(HttpOutcome outcome, string what) =>
        outcome.Look with { Detail = $"{what}: {outcome.Look.Detail ?? outcome.Look.Reason ?? outcome.Look.NoData}" };

    private static bool IsAddress(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && (uri.Scheme is "http" or "https");
}
