using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.Scrape;

namespace Bellwether.Probes.Tests.Scrape;

public sealed class ScrapeTlsTests
{
    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_bad_and_nothing_was_sent()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var url = new Uri($"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/metrics");
        var serving = ServeAsync(listener);
        await using var probe = new ScrapeProbe(url, new() { Url = url }, TimeProvider.System);
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Bad, "tls"), (look.Reachability, look.Reason));
        Assert.Empty(look.Sent);
        await serving;
    }

    private static async Task ServeAsync(TcpListener listener)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = TimeProvider.System.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        using var client = await listener.AcceptTcpClientAsync();
        await using var tls = new SslStream(client.GetStream());
        try
        {
            await tls.AuthenticateAsServerAsync(certificate);
            _ = await tls.ReadAsync(new byte[1]);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            // The client did not trust us, as it should not.
        }
    }
}
