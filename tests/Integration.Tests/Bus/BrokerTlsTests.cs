using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>A broker that speaks TLS, with a certificate of an authority of its own.</summary>
public sealed class BrokerTlsTests : IDisposable
{
    private readonly ServerFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_a_broker_whose_authority_was_named_is_talked_to()
    {
        using var authority = Authority("the broker's");
        using var other = Authority("somebody else's");
        var trusted = _folder.Write("authority.pem", authority.ExportCertificatePem());
        var stranger = _folder.Write("other.pem", other.ExportCertificatePem());
        var port = FreePorts.Take(1)[0];
        await using var broker = await Broker.StartedAsync(Listener(authority, trusted, port));

        await using var right = await BusAgent.StartAsync(
            broker, "right", bus: $", port: {port}, tls: {{ server-name: localhost, authority: {trusted} }}");
        await right.UntilConnectedAsync();
        await using var wrong = await BusAgent.StartAsync(
            broker, "wrong", bus: $", port: {port}, tls: {{ server-name: localhost, authority: {stranger} }}");
        await wrong.UntilAwayAsync();
        await using var misnamed = await BusAgent.StartAsync(
            broker, "misnamed", bus: $", port: {port}, tls: {{ server-name: elsewhere, authority: {trusted} }}");
        await misnamed.UntilAwayAsync();
        // The system knows nothing of this authority.
        await using var trusting = await BusAgent.StartAsync(
            broker, "trusting", bus: $", port: {port}, tls: {{ server-name: localhost }}");
        await trusting.UntilAwayAsync();
        await Task.Delay(TimeSpan.FromSeconds(3), TimeProvider.System);
        Assert.Equal("degraded", (await trusting.BusAsync()).Status);
        Assert.Equal("degraded", (await misnamed.BusAsync()).Status);
        Assert.Equal("degraded", (await wrong.BusAsync()).Status);
        Assert.Equal("healthy", (await right.BusAsync()).Status);
    }

    private string Listener(X509Certificate2 authority, string trusted, int port)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        asked.CertificateExtensions.Add(names.Build());
        using var certificate = asked.Create(authority, authority.NotBefore, authority.NotAfter, [1, 2, 3]);
        return $"""
            listeners.ssl.default = {IPAddress.Loopback}:{port}
            ssl_options.cacertfile = {trusted}
            ssl_options.certfile = {_folder.Write("broker.pem", certificate.ExportCertificatePem())}
            ssl_options.keyfile = {_folder.Write("broker.key", key.ExportPkcs8PrivateKeyPem())}
            ssl_options.verify = verify_none

            """;
    }

    private static X509Certificate2 Authority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var asked = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        asked.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        var now = TimeProvider.System.GetUtcNow();
        return asked.CreateSelfSigned(now.AddHours(-1), now.AddHours(1));
    }
}
