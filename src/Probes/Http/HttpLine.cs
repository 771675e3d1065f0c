using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Http;

/// <summary>Our end of HTTP: a fresh connection for each request, and nothing done behind our back.</summary>
internal static class HttpLine
{
    private static readonly HttpRequestOptionsKey<Call> CallKey = new("bellwether.call");

    /// <summary>No redirects, cookies, proxy, tracing headers or reuse of connections.</summary>
    /// <remarks>A kept connection would stay with the old version behind a load balancer, and would not notice that
    /// nobody
    /// takes new ones.</remarks>
    /// <param name="trusted">Authorities in place of the system's; null for those.</param>
    public static HttpMessageInvoker Open(X509Certificate2Collection? trusted = null)
    {
        var handler = OutgoingHttp.Plain();
        if (trusted is not null && handler.SslOptions.CertificateChainPolicy is { } policy)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            policy.CustomTrustStore.AddRange(trusted);
        }

        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.PooledConnectionLifetime = TimeSpan.Zero;
        handler.ConnectTimeout = TimeSpan.FromMinutes(1);
        handler.MaxResponseHeadersLength = 64;
        handler.ConnectCallback = ConnectAsync;
        return new(handler);
    }

    /// <summary>Says where the request's connection goes; <see cref="Call.Connected"/> tells later whether it got
    /// there.</summary>
    public static Call Prepare(
        HttpRequestMessage request, IReadOnlyList<IPAddress> addresses, AddressGuard guard, CancellationToken over)
    {
        var call = new Call(addresses, guard, over);
        request.Options.Set(CallKey, call);
        return call;
    }

    private static async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        if (!context.InitialRequestMessage.Options.TryGetValue(CallKey, out var call))
            throw new InvalidOperationException("The request was not prepared.");
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancel, call.Over);
        var socket =
            await Dialer.ConnectAsync(call.Addresses, context.DnsEndPoint.Port, call.Guard, both.Token)
                .ConfigureAwait(false);
        call.Connected = true;
        return new NetworkStream(socket, ownsSocket: true);
    }

    internal sealed class Call(IReadOnlyList<IPAddress> addresses, AddressGuard guard, CancellationToken over)
    {
        public IReadOnlyList<IPAddress> Addresses { get; } = addresses;

        public AddressGuard Guard { get; } = guard;

        /// <summary>Ends an attempt to connect with its look; the handler would go on with it for later
        /// requests.</summary>
        public CancellationToken Over { get; } = over;

        public bool Connected { get; set; }
    }
}
