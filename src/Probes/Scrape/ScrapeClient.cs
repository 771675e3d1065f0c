using System.Net;
using System.Net.Sockets;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Scrape;

/// <summary>The HTTP client of one target: takes what the target answers and nothing else, within bounds.</summary>
internal sealed class ScrapeClient : IDisposable
{
    /// <summary>Bytes of all headers of an answer, in KiB.</summary>
    public const int MaxHeaderKiB = 32;

    /// <summary>Connections to the target: one, and one more while a look that was given up is cleared away.</summary>
    public const int MaxConnections = 2;

    // A name that now means another address is noticed within this time.
    private static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;
    private readonly AddressGuard _guard;
    private readonly Func<string, CancellationToken, Task<IPAddress[]>> _resolve;
    private int _resolving;

    public ScrapeClient(AddressGuard guard)
        : this(guard, System.Net.Dns.GetHostAddressesAsync)
    {
    }

    /// <param name="guard">Which addresses nothing is connected to.</param>
    /// <param name="resolve">Finds the addresses of a name.</param>
    public ScrapeClient(AddressGuard guard, Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        (_guard, _resolve) = (guard, resolve);
        var handler = OutgoingHttp.Handler(ConnectAsync);
        handler.AutomaticDecompression = DecompressionMethods.GZip;
        handler.MaxResponseHeadersLength = MaxHeaderKiB;
        handler.MaxConnectionsPerServer = MaxConnections;
        handler.PooledConnectionLifetime = LongestConnection;
        handler.MaxResponseDrainSize = MaxHeaderKiB << 10;
        _client = new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("bellwether");
    }

    /// <summary>True while the name is being looked up: a time-out then is our resolver's, not the target's.</summary>
    public bool IsResolving => Volatile.Read(ref _resolving) > 0;

    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
        _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);

    public void Dispose() => _client.Dispose();

    private async ValueTask<Stream> ConnectAsync(DnsEndPoint target, CancellationToken cancellation)
    {
        var addresses = await ResolveAsync(target.Host, cancellation);
        var socket = await Dialer.ConnectAsync(addresses, target.Port, _guard, cancellation);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private async ValueTask<IPAddress[]> ResolveAsync(string host, CancellationToken cancellation)
    {
        if (IPAddress.TryParse(host, out var literal))
            return [literal];
        _ = Interlocked.Increment(ref _resolving);
        try
        {
            return await _resolve(host, cancellation);
        }
        finally
        {
            _ = Interlocked.Decrement(ref _resolving);
        }
    }
}
