using System.Net;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Http;

/// <summary>Asks for one page: is it answered as expected, and how soon.</summary>
internal sealed class HttpProbe : IProbe
{
    public const string UserAgent = "bellwether/1.0";

    /// <summary>Longest version taken from a header, in characters; a longer one is none.</summary>
    public const int LongestVersion = 128;

    private readonly HttpProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly Uri _url;
    private readonly string _origin;
    private readonly HttpMessageInvoker _line = HttpLine.Open();
    private readonly AddressGuard _guard;

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
        (_options, _url) = (options, url);
        (_time, _guard) = (context.Time, context.Guard);
        _origin = _url.GetComponents(UriComponents.Scheme | UriComponents.HostAndPort, UriFormat.UriEscaped);
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
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var addresses = await Dialer.ResolveAsync(_url.IdnHost, either.Token, stopping).ConfigureAwait(false);
            return await AskAsync(addresses, either.Token, stopping).ConfigureAwait(false);
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
    }

    public ValueTask DisposeAsync()
    {
        _line.Dispose();
        return ValueTask.CompletedTask;
    }

    private async ValueTask<Look> AskAsync(
        IReadOnlyList<IPAddress> addresses, CancellationToken patience, CancellationToken stopping)
    {
        using var request = Request();
        var call = HttpLine.Prepare(request, addresses, _guard, patience);
        var start = _time.GetTimestamp();
        int? status = null;
        string? version = null;
        Look look;
        try
        {
            using var response = await _line.SendAsync(request, patience).ConfigureAwait(false);
            status = (int)response.StatusCode;
            version = Version(response);
            look = await JudgeAsync(response, start, patience).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            look = Patience.GivenUp(_options.Patience, _time.GetElapsedTime(start));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            stopping.ThrowIfCancellationRequested();
            look = patience.IsCancellationRequested
                ? Patience.GivenUp(_options.Patience, _time.GetElapsedTime(start))
                : HttpTrouble.AsLook(e);
        }

        // A request that broke in the handshake, or had no connection at all, was never sent.
        var sent = call.Connected && look.Reason != HttpTrouble.Tls;
        return look with
        {
            Sent = sent ? [new(_origin, _url.AbsolutePath, status, _time.GetElapsedTime(start))] : [],
            Sighting = version is null ? null : new Sighting { Version = version },
        };
    }

    private async ValueTask<Look> JudgeAsync(HttpResponseMessage response, long start, CancellationToken patience)
    {
        var expect = _options.Expect;
        var status = (int)response.StatusCode;
        if (!expect.Status.Any(range => range.Holds(status)))
            return Look.Bad($"status-{status}", $"answered {status}, expected {string.Join(" or ", expect.Status)}");
        var stream = await response.Content.ReadAsStreamAsync(patience).ConfigureAwait(false);
        using var body =
            await HttpBody.ReadAsync(stream, _options.MaxBody, expect.NeedsBody, patience).ConfigureAwait(false);
        var took = _time.GetElapsedTime(start);
        if (body.TooLarge)
            return Look.WithoutReadings("too-large", $"the body is longer than max-body, {_options.MaxBody} bytes");
        if (expect.Contains is { } wanted && !body.Contains(wanted))
            return Look.Bad("body", $"the body does not hold '{wanted}'");
        if (expect.NotContains is { } unwanted && body.Contains(unwanted))
            return Look.Bad("body", $"the body holds '{unwanted}'");
        return Look.Good(Reading.Latency("latency", took));
    }

    private HttpRequestMessage Request()
    {
        var request =
            new HttpRequestMessage(_options.Method is ProbeMethod.Head ? HttpMethod.Head : HttpMethod.Get, _url);
        request.Headers.TryAddWithoutValidation("User-Agent", UserAgent);
        foreach (var (name, value) in _options.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private string? Version(HttpResponseMessage response)
    {
        if (_options.VersionHeader is not { } name
            || !(response.Headers.NonValidated.TryGetValues(name, out var values)
                || response.Content.Headers.NonValidated.TryGetValues(name, out values)))
            return null;
        var version = values.First().Trim();
        return version.Length is > 0 and <= LongestVersion && !version.Any(char.IsControl) ? version : null;
    }
}
