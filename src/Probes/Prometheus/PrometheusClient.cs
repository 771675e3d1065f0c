using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Scrape;

namespace Bellwether.Probes.Prometheus;

/// <summary>Asks a Prometheus, or what speaks as one, for the numbers of one instant.</summary>
internal sealed class PrometheusClient : IDisposable
{
    /// <summary>Most bytes of one answer.</summary>
    public const int MostBytes = 4 << 20;

    private const int HeaderKiB = 32;

    // A name that now means another address is noticed within this time.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    private readonly PrometheusProbeOptions _options;
    private readonly string _address;
    private readonly HttpClient _http;

    public PrometheusClient(PrometheusProbeOptions options, AddressGuard guard)
    {
        _options = options;
        _address = options.Url!.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v1/query?query=";
        var handler = OutgoingHttp.Handler(guard);
        handler.MaxConnectionsPerServer = 2;
        handler.MaxResponseHeadersLength = HeaderKiB;
        handler.PooledConnectionLifetime = LongestConnection;
        handler.AutomaticDecompression = DecompressionMethods.GZip;
        _http = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <summary>What the clock of the backend says, in seconds since 1970.</summary>
    /// <exception cref="ProviderAwayException">It cannot be asked.</exception>
    public async ValueTask<double> AskTimeAsync(CancellationToken patience)
    {
        try
        {
            var answer = await AskAsync("time()", null, patience).ConfigureAwait(false);
            return answer is [{ Value: > 0 and var at }] ? at
                : throw new ProviderAwayException("gives no time: is this a Prometheus?");
        }
        catch (QueryFaultException e)
        {
            throw new ProviderAwayException($"is no Prometheus: 'time()' {e.Message}", e);
        }
    }

    /// <param name="query">PromQL.</param>
    /// <param name="at">For which instant, by the backend's own clock; null for its now.</param>
    /// <param name="patience">Ends the wait.</param>
    /// <exception cref="ProviderAwayException">It cannot be asked.</exception>
    /// <exception cref="QueryFaultException">It does not take the query, or the answer cannot be used.</exception>
    public async ValueTask<IReadOnlyList<PrometheusSample>> AskAsync(
        string query, double? at, CancellationToken patience)
    {
        try
        {
            using var request = Request(query, at);
            using var response = await _http.SendAsync(
                request, HttpCompletionOption.ResponseHeadersRead, patience).ConfigureAwait(false);
            var stream = await response.Content.ReadAsStreamAsync(patience).ConfigureAwait(false);
            using var body = new PooledBody(0, MostBytes);
            if (!await body.ReadAsync(stream, patience).ConfigureAwait(false))
                throw new QueryFaultException($"has an answer of more than {MostBytes >> 20} MiB");
            var bytes = body.Bytes.ToArray();
            return response.IsSuccessStatusCode ? PrometheusAnswer.Read(bytes, _options.MostSeries)
                : throw Refused(response.StatusCode, PrometheusAnswer.Complaint(bytes));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException)
        {
            throw new ProviderAwayException(Words(e), e);
        }
    }

    /// <summary>What is sent to say who asks; null for nothing.</summary>
    public static string? Authorization(PrometheusProbeOptions options) => options switch
    {
        { BearerToken: { } token } => $"Bearer {token}",
        { Username: { } user } =>
            $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{options.Password}"))}",
        _ => null,
    };

    public void Dispose() => _http.Dispose();

    private HttpRequestMessage Request(string query, double? at)
    {
        var text = new StringBuilder(_address).Append(Uri.EscapeDataString(query));
        if (at is { } instant) text.Append("&time=").Append(instant.ToString("F3", CultureInfo.InvariantCulture));
        var request = new HttpRequestMessage(HttpMethod.Get, text.ToString());
        request.Headers.TryAddWithoutValidation("User-Agent", "bellwether");
        if (Authorization(_options) is { } who) request.Headers.TryAddWithoutValidation("Authorization", who);
        foreach (var (name, value) in _options.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <remarks>400 and 422 are about the query, anything else is about the backend: see its HTTP API.</remarks>
    private static Exception Refused(HttpStatusCode status, string complaint)
    {
        var said = $"{(int)status}{(complaint.Length > 0 ? $": {complaint}" : "")}";
        return status switch
        {
            HttpStatusCode.BadRequest or HttpStatusCode.UnprocessableEntity when complaint.Length > 0 =>
                new QueryFaultException($"is refused with {said}"),
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new ProviderAwayException(
                $"does not let this agent ask ({(int)status}): see bearer-token, username and password"),
            _ => new ProviderAwayException($"answers {said}"),
        };
    }

    private static string Words(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            switch (e)
            {
                case AddressRefusedException refused: return refused.Message;
                case SocketException
                {
                    SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
                    or SocketError.NoRecovery,
                }:
                    return "has a name for which the resolver has no address";
                case SocketException socket: return $"cannot be connected to ({socket.SocketErrorCode})";
            }

        return $"does not answer ({exception.GetBaseException().Message.TrimEnd('.')})";
    }
}
