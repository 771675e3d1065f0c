using System.Net.Http.Headers;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Scrape;

/// <summary>Fetches one metrics page and reads all of it, or says why not.</summary>
/// <remarks>Looks may overlap; only one of them then has the memory that makes reading cheap.</remarks>
internal sealed class ScrapeProbe : IProbe
{
    private readonly Uri _url;
    private readonly string _origin;
    private readonly ScrapeProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly ScrapeClient _client;
    private readonly StandingPage _standing = new();
    private ExpositionParser? _idleParser;
    private int _expectedBytes;
    private volatile bool _textOnly;

    public ScrapeProbe(Uri url, ScrapeProbeOptions options, TimeProvider time)
        : this(url, options, time, new ScrapeClient(AddressGuard.Standard))
    {
    }

    public ScrapeProbe(Uri url, ScrapeProbeOptions options, TimeProvider time, ScrapeClient client)
    {
        _url = url;
        _origin = $"{url.Scheme}://{url.Host}:{url.Port}".ToLowerInvariant();
        _options = options;
        _time = time;
        _client = client;
    }

    public static IReadOnlyList<TargetedProbe> Make(ScrapeProbeOptions options, ProbeContext context) =>
        [.. options.AllTargets().Select(target =>
            new TargetedProbe(target.Name(), target.Group, new ScrapeProbe(
                target.Url!, options, context.Time, new ScrapeClient(context.Guard))))];

    /// <summary>The probe of a target that a list names.</summary>
    public static IProbe MakeFor(ScrapeProbeOptions options, ProbeContext context, FoundTarget target) =>
        new ScrapeProbe(
            options.TargetsFrom!.PageOf(target), options, context.Time, new ScrapeClient(context.Guard));

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        var start = _time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.Patience(), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        int? status = null;
        Look look;
        try
        {
            using var request = Request();
            using var response = await _client.SendAsync(request, either.Token);
            status = (int)response.StatusCode;
            look = await ReadAsync(response, either.Token);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException
            or InvalidDataException)
        {
            stopping.ThrowIfCancellationRequested();
            look = patience.IsCancellationRequested ? Late(_time.GetElapsedTime(start))
                : HttpSecrets.Of(_options.Headers.Select(header => header.Value), _url).Clean(ScrapeTrouble.Of(e));
        }

        // A request that never left is not in the target's counts, so it must not be subtracted from them either.
        return ScrapeTrouble.NeverSent(look)
            ? look
            : look with { Sent = [new(_origin, _url.AbsolutePath, status, _time.GetElapsedTime(start))] };
    }

    public ValueTask DisposeAsync()
    {
        Interlocked.Exchange(ref _idleParser, null)?.Leave();
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Get, _url);
        var accept = _textOnly ? ExpositionContentType.AcceptText : ExpositionContentType.Accept;
        _ = request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var header in _options.Headers)
            _ = request.Headers.TryAddWithoutValidation(header.Name, header.Value);
        return request;
    }

    private Look Late(TimeSpan waited)
    {
        if (_client.IsResolving)
            return Look.Missing("resolver", $"the name {_url.Host} was not resolved in time");
        return Patience.GivenUp(_options.Patience(), waited);
    }

    private async Task<Look> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        if (!response.IsSuccessStatusCode)
            return Look.WithoutReadings($"status-{(int)response.StatusCode}",
                $"{_origin}{_url.AbsolutePath} answered {(int)response.StatusCode}");
        if (response.Content.Headers.ContentLength > _options.Limits.BodyBytes)
            return TooLarge();
        await using var stream = await response.Content.ReadAsStreamAsync(cancellation);
        using var body = new PooledBody(_expectedBytes, _options.Limits.BodyBytes);
        if (!await body.ReadAsync(stream, cancellation))
            return TooLarge();
        _expectedBytes = body.Bytes.Length;
        return Read(body.Bytes, response.Content.Headers.ContentType);
    }

    private Look Read(ReadOnlySpan<byte> body, MediaTypeHeaderValue? contentType)
    {
        var format = ExpositionContentType.FormatOf(contentType);
        var parser = Interlocked.Exchange(ref _idleParser, null)
            ?? new ExpositionParser(_options.Limits, _options.Pools);
        var read = parser.TryParse(body, format, out var page, out var fault);
        if (Interlocked.Exchange(ref _idleParser, parser) is { } other)
            other.Leave();   // two looks at once: the memory of one is enough
        if (read)
            return page!.Readings.Count == 0
                ? Look.WithoutReadings("empty", "the page has no samples")
                : _standing.Take(body, page.Readings, _time) is { } still ? Frozen(still)
                : Look.Good(page.Readings);

        // Libraries exist whose OpenMetrics is not quite OpenMetrics and whose text 0.0.4 is right: it is asked for
        // from now on.
        _textOnly |= format == ExpositionFormat.OpenMetrics && fault!.Word == ExpositionFault.Unparsable;
        return Look.WithoutReadings(fault!.Word, Describe(fault, contentType));
    }

    private static string Describe(ExpositionFault fault, MediaTypeHeaderValue? contentType) =>
        contentType?.MediaType is null or "text/plain" or "application/openmetrics-text"
            ? fault.ToString()
            : $"{fault} (the answer is {contentType.MediaType}, not a metrics page)";

    private static Look Frozen(TimeSpan still) => Look.WithoutReadings("frozen",
        $"no byte of the page has changed for {still.TotalSeconds:0} s, and it tells of a process that moved at every "
        + "look before: something else answers with an old page");

    private Look TooLarge() =>
        Look.WithoutReadings("too-large", $"the page has more than {_options.Limits.BodyBytes} bytes");
}
