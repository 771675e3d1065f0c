using System.Net.Sockets;
using Shop.Noise;

namespace Shop.Loading;

/// <summary>One customer's request after the other, over kept connections, on the routes that customers take.</summary>
internal sealed class Visit(LoadOptions options, Tally tally, TimeProvider time) : IDisposable
{
    /// <summary>After this long an answer counts as broken.</summary>
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private const int ProductsVisited = 200;

    private readonly Generator _choice = new(options.Seed);
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        UseCookies = false,
        AllowAutoRedirect = false,
        MaxConnectionsPerServer = options.InFlight,
        ActivityHeadersPropagator = null,
    });

    public async Task MakeAsync(CancellationToken stopping)
    {
        using var request = Choose();
        using var patience = new CancellationTokenSource(s_patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            using var response = await _client.SendAsync(request, either.Token);
            await response.Content.CopyToAsync(Stream.Null, either.Token);
            tally.Answered((int)response.StatusCode);
        }
        catch (HttpRequestException e) when (IsRefusal(e.InnerException))
        {
            tally.Refused();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            tally.Broken();
        }
        catch (OperationCanceledException)
        {
            if (!stopping.IsCancellationRequested) tally.Broken();
        }
    }

    public void Dispose() => _client.Dispose();

    private static bool IsRefusal(Exception? e) =>
        e is SocketException { SocketErrorCode: SocketError.ConnectionRefused };

    private HttpRequestMessage Choose()
    {
        var draw = _choice.Uniform();
        return draw switch
        {
            < 0.30 => new(HttpMethod.Get, new Uri(options.Url, "/")),
            < 0.80 => new(HttpMethod.Get, new Uri(options.Url, $"/products/{1 + _choice.Next() % ProductsVisited}")),
            < 0.95 => new(HttpMethod.Get, new Uri(options.Url, "/cart")),
            _ => new(HttpMethod.Post, new Uri(options.Url, "/checkout")),
        };
    }
}
