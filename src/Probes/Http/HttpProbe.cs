using System.Net;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http.Journeys;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Http;

/// <summary>Asks for one page, or goes through some steps one after the other: are they answered as expected, and how
/// soon.</summary>
internal sealed class HttpProbe : IProbe
{
    public const string UserAgent = "bellwether/1.0";

    private readonly HttpProbeOptions _options;
    private readonly ProbeContext _context;
    private readonly Uri _url;
    private readonly HttpExchange _exchange;
    private readonly HttpVersion _version;
    private readonly AnswerCounts _answers = new();
    private readonly Journey? _journey;

    public HttpProbe(HttpProbeOptions options, TimeProvider time)
        : this(options, new ProbeContext("", time))
    {
    }

    public HttpProbe(HttpProbeOptions options, ProbeContext context)
        : this(options, context,
            options.Url ?? throw new ArgumentException("The options have no url.", nameof(options)))
    {
    }

    private HttpProbe(HttpProbeOptions options, ProbeContext context, Uri url)
    {
        (_options, _context, _url) = (options, context, url);
        _exchange = new(context);
        _version = new(options);
        _journey = options.Steps.Count == 0 ? null : new(options, url, _exchange, _version, context.Time);
    }

    public static IReadOnlyList<TargetedProbe> Make(HttpProbeOptions options, ProbeContext context)
    {
        var probe = new HttpProbe(options, context);
        return [new(options.Instance ?? $"{probe._url.Host}:{probe._url.Port}", options.Group, probe)];
    }

    /// <summary>The probe of a target that a list names: its host and port in the options' address.</summary>
    public static IProbe MakeFor(HttpProbeOptions options, ProbeContext context, FoundTarget target) => new HttpProbe(
        options, context, new UriBuilder(options.Url!) { Host = target.Host, Port = target.Port }.Uri);

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(_options.Patience, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var look = _journey is null
                ? await AskAsync(
                    await Dialer.ResolveAsync(_url.IdnHost, either.Token, stopping).ConfigureAwait(false),
                    either.Token, stopping).ConfigureAwait(false)
                : await _journey.GoAsync(either.Token, stopping).ConfigureAwait(false);
            _answers.Count(look.Sent);
            return look with { Readings = [.. look.Readings, .. _answers.Readings()] };
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        _exchange.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Look> AskAsync(
        IReadOnlyList<IPAddress> addresses, CancellationToken patience, CancellationToken stopping)
    {
        var question = new HttpQuestion
        {
            Method = _options.Method is ProbeMethod.Head ? HttpMethod.Head : HttpMethod.Get,
            Url = _url,
            Headers = _options.Headers,
            Expect = _options.Expect,
            KeepsBody = _version.NeedsBody,
            MaxBody = _options.MaxBody,
            Patience = _options.Patience,
        };
        using var outcome =
            await _exchange.AskAsync(question, addresses, patience, stopping).ConfigureAwait(false);
        return HttpSecrets.Of(_options.Headers.Values, _url).Clean(outcome.Look) with
        {
            Readings = outcome.Look is { Reachability: Reachability.Good, NoData: null }
                ? [Reading.Latency("latency", outcome.Took)] : [],
            Sent = outcome.Sent is { } sent ? [sent] : [],
            Sighting = _version.In(outcome),
        };
    }
}
