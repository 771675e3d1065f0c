using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Probes.Dialing;

/// <summary>Our end of every HTTP connection that the agent makes: it goes where the configuration says, and nowhere
/// else.</summary>
public static class OutgoingHttp
{
    /// <summary>A handler without redirects, proxy, cookies, tracing headers or any fetching of certificates, whose
    /// connections are guarded. What is about connections and limits is the caller's to set.</summary>
    public static SocketsHttpHandler Handler(AddressGuard guard) => Handler((target, cancel) =>
        ConnectAsync(target, guard, cancel));

    /// <param name="connect">Opens a connection; guards it itself.</param>
    internal static SocketsHttpHandler Handler(Func<DnsEndPoint, CancellationToken, ValueTask<Stream>> connect)
    {
        var handler = Plain();
        handler.ConnectCallback = (context, cancel) => connect(context.DnsEndPoint, cancel);
        return handler;
    }

    /// <summary>The same without a way to connect yet.</summary>
    internal static SocketsHttpHandler Plain() => new()
    {
        // A redirect would lead to where nobody has pointed, and take the headers with it; so would a proxy out of
        // the environment.
        AllowAutoRedirect = false,
        UseProxy = false,
        UseCookies = false,
        PreAuthenticate = false,
        ActivityHeadersPropagator = null,
        SslOptions = new SslClientAuthenticationOptions
        {
            // A certificate may name addresses to fetch others and lists from: whoever made it would choose where
            // we go.
            CertificateChainPolicy = new X509ChainPolicy
            {
                DisableCertificateDownloads = true,
                RevocationMode = X509RevocationMode.NoCheck,
            },
        },
    };

    internal static async ValueTask<Stream> ConnectAsync(
        DnsEndPoint target, AddressGuard guard, CancellationToken cancel)
    {
        var addresses = IPAddress.TryParse(target.Host, out var literal) ? [literal]
            : await System.Net.Dns.GetHostAddressesAsync(target.Host, cancel).ConfigureAwait(false);
        var socket = await Dialer.ConnectAsync(addresses, target.Port, guard, cancel).ConfigureAwait(false);
        return new NetworkStream(socket, ownsSocket: true);
    }
}
