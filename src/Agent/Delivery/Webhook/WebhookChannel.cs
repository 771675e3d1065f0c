using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Bellwether.Agent.Journal;
using Bellwether.Probes.Dialing;

namespace Bellwether.Agent.Delivery.Webhook;

/// <summary>Posts each record to an address, byte for byte as it lies in the journal. Any 2xx acknowledges
/// it.</summary>
internal sealed class WebhookChannel : IVerdictChannel
{
    public const string SignatureHeader = "X-Bellwether-Signature";

    /// <summary>What is read of an answer; nobody looks at it, but a connection that is read to its end is used
    /// again.</summary>
    private const int MaxAnswerBytes = 64 << 10;

    private static readonly MediaTypeHeaderValue CloudEvents = new("application/cloudevents+json", "utf-8");

    private readonly WebhookChannelOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly byte[]? _secret;

    public WebhookChannel(WebhookChannelOptions options, ChannelContext context)
    {
        (_options, _time) = (options, context.Time);
        _secret = options.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
        var handler = OutgoingHttp.Handler(context.Guard);
        // The header is ours: the framework would put another span into it, which nobody exports.
        handler.ActivityHeadersPropagator = null;
        handler.MaxConnectionsPerServer = 2;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.MaxResponseDrainSize = MaxAnswerBytes;
        handler.MaxResponseHeadersLength = 32;
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task SendAsync(JournalRecord record, CancellationToken stopping)
    {
        using var patience = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            using var request = Request(record);
            using var answer = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token)
                .ConfigureAwait(false);
            if (!answer.IsSuccessStatusCode) throw Refusal(answer.StatusCode);
        }
        catch (OperationCanceledException e) when (!stopping.IsCancellationRequested)
        {
            throw new DeliveryFailedException(
                $"{Where} did not answer within {_options.Timeout.TotalSeconds:0.###} s.", e);
        }
        catch (HttpRequestException e)
        {
            throw new DeliveryFailedException($"{Where} could not be reached ({Reason(e)}).", e);
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    // Without path and query, which may hold a secret.
    private string Where => $"{_options.Url!.Scheme}://{_options.Url.Authority}";

    private HttpRequestMessage Request(JournalRecord record)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Url)
        {
            Content = new ReadOnlyMemoryContent(record.Entry.Body) { Headers = { ContentType = CloudEvents } },
        };
        foreach (var (name, value) in _options.Headers) request.Headers.TryAddWithoutValidation(name, value);
        if (DeliveryTrace.HeaderOf(record) is { } trace && !request.Headers.Contains(DeliveryTrace.Header))
            request.Headers.TryAddWithoutValidation(DeliveryTrace.Header, trace);
        if (_secret is not null) request.Headers.TryAddWithoutValidation(SignatureHeader, Signature(record));
        return request;
    }

    private string Signature(JournalRecord record) =>
        $"sha256={Convert.ToHexStringLower(HMACSHA256.HashData(_secret!, record.Entry.Body.Span))}";

    // What a wrong address, a missing right or an overload answers says nothing of this one record: the whole channel
    // waits.
    private DeliveryFailedException Refusal(HttpStatusCode status) => new($"{Where} answered {(int)status}.")
    {
        Refused = (int)status is 400 or 409 or 412 or 413 or 415 or 422,
    };

    private static string Reason(HttpRequestException e) =>
        e.GetBaseException() is AddressRefusedException refused ? refused.Message
        : e.HttpRequestError is HttpRequestError.Unknown ? e.GetBaseException().GetType().Name
        : $"{e.HttpRequestError}";
}
