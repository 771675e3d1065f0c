using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;
using Bellwether.Probes.Tls;

namespace Bellwether.Probes.GrpcHealth;

/// <summary>Asks a gRPC server by the common health protocol whether it serves.</summary>
internal sealed class GrpcHealthProbe : IProbe
{
    private const string Path = "/grpc.health.v1.Health/Check";
    private const int MostBody = 4096;

    private const int NotFound = 5;
    private const int PermissionDenied = 7;
    private const int Unimplemented = 12;
    private const int Unavailable = 14;
    private const int Unauthenticated = 16;

    private readonly GrpcHealthProbeOptions _options;
    private readonly ProbeContext _context;
    private readonly Uri _url;
    private HttpMessageInvoker? _line;

    public GrpcHealthProbe(GrpcHealthProbeOptions options, ProbeContext context)
    {
        (_options, _context) = (options, context);
        _url = new Uri(options.Url ?? throw new ArgumentException("The options have no url.", nameof(options)), Path);
    }

    public static IReadOnlyList<TargetedProbe> Make(GrpcHealthProbeOptions options, ProbeContext context)
    {
        var probe = new GrpcHealthProbe(options, context);
        return [new(options.Instance ?? $"{probe._url.Host}:{probe._url.Port}", options.Group, probe)];
    }

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var start = _context.Time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.Patience, _context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            _line ??= HttpLine.Open(_options.CaFile is { } file ? TrustedFile.Read(file) : null);
            var addresses = await Dialer.ResolveAsync(_url.IdnHost, either.Token, stopping).ConfigureAwait(false);
            return await AskAsync(addresses, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Patience.GivenUp(_options.Patience, _context.Time.GetElapsedTime(start));
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
        catch (IOException e) when (_line is null)
        {
            return Look.Missing("ca-file", e.Message);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            stopping.ThrowIfCancellationRequested();
            return patience.IsCancellationRequested
                ? Patience.GivenUp(_options.Patience, _context.Time.GetElapsedTime(start))
                : e is HttpRequestException
                {
                    HttpRequestError: HttpRequestError.HttpProtocolError
                    or HttpRequestError.VersionNegotiationError
                }
                ? Look.Bad("not-grpc", "the server does not speak HTTP/2")
                : HttpSecrets.Of(_options.Headers.Values, _url).Clean(HttpTrouble.AsLook(e));
        }
    }

    public ValueTask DisposeAsync()
    {
        _line?.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Look> AskAsync(IReadOnlyList<IPAddress> addresses, CancellationToken cancel)
    {
        using var request = Request();
        _ = HttpLine.Prepare(request, addresses, _context.Guard, cancel);
        var start = _context.Time.GetTimestamp();
        using var response = await _line!.SendAsync(request, cancel).ConfigureAwait(false);
        var stream = await response.Content.ReadAsStreamAsync(cancel).ConfigureAwait(false);
        using var body = await HttpBody.ReadAsync(stream, MostBody, keep: true, cancel).ConfigureAwait(false);
        var took = _context.Time.GetElapsedTime(start);
        var look = Judge(response, body);
        return look with
        {
            Readings = look.Reachability is Reachability.Good ? [Reading.Latency("latency", took)] : [],
            Sent = [new(HttpExchange.Origin(_url), _url.AbsolutePath, (int)response.StatusCode, took)],
        };
    }

    private Look Judge(HttpResponseMessage response, HttpBody body)
    {
        if (response.StatusCode is not HttpStatusCode.OK)
            return Look.Bad($"status-{(int)response.StatusCode}", $"answered HTTP {(int)response.StatusCode}");
        // An answer that is nothing but an error has its status at the head.
        if ((Value(response.TrailingHeaders, "grpc-status") ?? Value(response.Headers, "grpc-status")) is not { } text
            || !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var status))
            return Look.Bad("not-grpc", "the answer has no grpc-status");
        var what = _options.Service.Length == 0 ? "the server" : _options.Service;
        return status switch
        {
            0 => HealthMessage.Answer(body.Bytes.Span) switch
            {
                ServingStatus.Serving => Look.Good(),
                ServingStatus.NotServing => Look.Bad("not-serving", $"{what} says NOT_SERVING"),
                ServingStatus.ServiceUnknown => Look.Bad("service-unknown", $"the server does not know {what}"),
                null => Look.Bad("malformed", "the answer is no answer of a health check"),
                _ => Look.Bad("unknown", $"{what} says UNKNOWN"),
            },
            NotFound => Look.Bad("service-unknown", $"the server does not know {what}"),
            Unimplemented => Look.Bad("unimplemented", "the server has no health service"),
            Unavailable => Look.Bad("unavailable", "the server says UNAVAILABLE"),
            Unauthenticated or PermissionDenied =>
                Look.Missing("credentials", $"the server does not let this agent ask (grpc-status {status})"),
            _ => Look.Bad($"grpc-status-{status}", $"the check failed with grpc-status {status}"),
        };
    }

    private HttpRequestMessage Request()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _url)
        {
            Version = HttpVersion20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new ByteArrayContent(HealthMessage.Question(_options.Service)),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/grpc");
        request.Headers.TryAddWithoutValidation("TE", "trailers");
        request.Headers.TryAddWithoutValidation("User-Agent", HttpProbe.UserAgent);
        request.Headers.TryAddWithoutValidation(
            "grpc-timeout", $"{(long)_options.Patience.TotalMilliseconds}m");
        foreach (var (name, value) in _options.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    private static Version HttpVersion20 => System.Net.HttpVersion.Version20;

    private static string? Value(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) ? values.First() : null;
}
