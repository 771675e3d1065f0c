using System.Net;
using System.Net.Http.Headers;
using Bellwether.Contracts.Signals;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape;

namespace Bellwether.Probes.Elasticsearch;

/// <summary>Asks a cluster for numbers of the service's documents. Whatever stops it is our blindness: the cluster is
/// not what is judged.</summary>
internal sealed class ElasticsearchProbe : IProbe
{
    /// <summary>Longest answer that is read.</summary>
    public const int MostBytes = 1 << 20;

    private const string Unavailable = "provider-unavailable";

    private readonly ElasticsearchProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly HttpClient _client;
    private readonly Uri _url;

    public ElasticsearchProbe(ElasticsearchProbeOptions options, ProbeContext context)
    {
        (_options, _time) = (options, context.Time);
        var handler = OutgoingHttp.Handler(context.Guard);
        handler.AutomaticDecompression = DecompressionMethods.GZip;
        handler.MaxConnectionsPerServer = 2;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.MaxResponseHeadersLength = 32;
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _url = new Uri($"{options.Url!.AbsoluteUri.TrimEnd('/')}/{options.Index}/_search"
            + "?allow_partial_search_results=false&ignore_unavailable=false&allow_no_indices=false");
    }

    public static IReadOnlyList<TargetedProbe> Make(ElasticsearchProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? context.Name, options.Group, new ElasticsearchProbe(options, context))];

    public static IReadOnlyList<ProbeSignal> Signals(ElasticsearchProbeOptions options) =>
    [
        .. options.Queries.Select(query => new ProbeSignal
        {
            Name = query.Name,
            Kind = SignalKind.Gauge,
            Reading = query.Name,
            Unit = ElasticsearchQuestion.UnitOf(query),
            Rule = query.Max is null && query.Min is null ? null
                : new() { Name = query.Name, Max = query.Max, Min = query.Min },
        }),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            return await AskAsync(either.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (e is OperationCanceledException or HttpRequestException or IOException
            or InvalidDataException)
        {
            stopping.ThrowIfCancellationRequested();
            return Look.Missing(Unavailable, patience.IsCancellationRequested
                ? $"no whole answer within {_options.Patience.TotalSeconds:0.###} s"
                : HttpSecrets.Of(_options.Headers.Values, _url).Clean(e.GetBaseException().Message));
        }
    }

    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Look> AskAsync(CancellationToken patience)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, _url);
        request.Content = new ByteArrayContent(ElasticsearchQuestion.Write(_options, _time.GetUtcNow()));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        foreach (var (name, value) in _options.Headers) request.Headers.TryAddWithoutValidation(name, value);
        using var response = await _client.SendAsync(
            request, HttpCompletionOption.ResponseHeadersRead, patience).ConfigureAwait(false);
        if (Refusal((int)response.StatusCode) is { } refusal) return refusal;
        await using var stream = await response.Content.ReadAsStreamAsync(patience).ConfigureAwait(false);
        using var body = new PooledBody(0, MostBytes);
        if (!await body.ReadAsync(stream, patience).ConfigureAwait(false))
            return Look.Missing("too-large", $"the answer has more than {MostBytes} bytes");
        var (readings, fault) = ElasticsearchQuestion.Read(_options, body.Bytes.ToArray());
        return readings is null ? Look.Missing("partial", fault) : Look.Good(readings);
    }

    private Look? Refusal(int status) => status switch
    {
        >= 200 and < 300 => null,
        401 or 403 => Look.Missing("credentials", $"the cluster answered {status}: it does not let us search"),
        404 => Look.Missing("no-index", $"there is no index {_options.Index}"),
        400 => Look.Missing("query", "the cluster answered 400: it does not understand a query or a field"),
        _ => Look.Missing(Unavailable, $"the cluster answered {status}"),
    };
}
