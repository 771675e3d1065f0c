using System.Globalization;
using System.Net;

namespace Bellwether.Agent.Importing.Prometheus;

/// <summary>Asks a Prometheus, or what speaks as one, for stretches of numbers.</summary>
internal sealed class PrometheusClient : IDisposable
{
    private static readonly HttpStatusCode[] Busy =
    [
        HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout,
    ];

    private readonly HttpClient _http;
    private readonly Uri _address;
    private readonly PrometheusLimits _limits;
    private readonly TimeProvider _time;

    /// <param name="address">As people open it; a path in front of <c>/api</c> is kept.</param>
    /// <param name="limits">Limits.</param>
    /// <param name="time">The clock.</param>
    public PrometheusClient(Uri address, PrometheusLimits limits, TimeProvider time)
    {
        (_limits, _time) = (limits, time);
        _address = new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/api/v1/query_range");
        _http = new HttpClient(new SocketsHttpHandler
        {
            UseCookies = false,
            AllowAutoRedirect = false,
            UseProxy = false,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
            MaxResponseContentBufferSize = limits.AnswerBytes,
        };
    }

    /// <summary>The numbers of a query at the range's start, a step later, … up to its end.</summary>
    /// <exception cref="ImportException">No answer, or one that tells of a fault.</exception>
    public async Task<IReadOnlyList<PrometheusSeries>> AskAsync(
        string query, (DateTimeOffset From, DateTimeOffset To) range, TimeSpan step, CancellationToken stopping)
    {
        var pause = _limits.Pause;
        for (var attempt = 1; ; attempt++, pause *= 2)
        {
            var (answer, trouble) = await TryAsync(Form(query, range, step), stopping);
            if (answer is not null) return PrometheusAnswer.Read(answer, _limits.Series);
            if (attempt >= _limits.Attempts)
                throw new ImportException($"{_address.GetLeftPart(UriPartial.Authority)} {trouble}, also at the"
                    + $" {attempt}. attempt; nothing was imported");
            await Task.Delay(pause, _time, stopping);
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<(byte[]? Answer, string? Trouble)> TryAsync(
        Dictionary<string, string> form, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_limits.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            using var content = new FormUrlEncodedContent(form);
            using var reply = await _http.PostAsync(_address, content, either.Token);
            var body = await reply.Content.ReadAsByteArrayAsync(either.Token);
            if (reply.IsSuccessStatusCode) return (body, null);
            var complaint = PrometheusAnswer.Complaint(body) ?? "";
            var said = $"answers {(int)reply.StatusCode}{(complaint.Length > 0 ? $": {complaint}" : "")}";
            return Array.IndexOf(Busy, reply.StatusCode) >= 0 ? (null, said)
                : throw new ImportException($"{_address.GetLeftPart(UriPartial.Authority)} {said}");
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return (null, $"gave no whole answer within {_limits.Patience.TotalSeconds:0.#} s");
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConfigurationLimitExceeded)
        {
            throw new ImportException($"the answer to '{form["query"]}' has more than {_limits.AnswerBytes} bytes", e);
        }
        catch (HttpRequestException e)
        {
            return (null, $"does not answer ({e.Message.TrimEnd('.')})");
        }
    }

    private static Dictionary<string, string> Form(
        string query, (DateTimeOffset From, DateTimeOffset To) range, TimeSpan step) => new()
        {
            ["query"] = query,
            ["start"] = Seconds(range.From),
            ["end"] = Seconds(range.To),
            ["step"] = step.TotalSeconds.ToString(CultureInfo.InvariantCulture),
        };

    private static string Seconds(DateTimeOffset at) =>
        (at.ToUnixTimeMilliseconds() / 1000m).ToString(CultureInfo.InvariantCulture);
}
