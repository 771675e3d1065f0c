using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Agent.Api.Tls;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Tests.Api.Access;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Testing.Certificates;
using Bellwether.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Api.Tls;

public sealed class TlsTests : IAsyncLifetime, IDisposable
{
    private const string Yaml = """
        listen: https://127.0.0.1:0
        tls: { certificate: agent.pem, key: agent.key, client-authority: clients.pem }
        access:
          tokens: [ { name: reader, token: "${file:read.token}", roles: [read] } ]
          certificates:
            - { name: ci.example.org, roles: [announce] }
            - { name: "spiffe://example.org/pipeline", roles: [read] }
            - { name: Ada, roles: [override, read] }
        """;

    private readonly TestAuthority _servers = new("servers");
    private readonly TestAuthority _clients = new("clients");
    private readonly TestAuthority _strangers = new("strangers");
    private GuardedAgent _agent = null!;

    public async Task InitializeAsync()
    {
        var (certificate, key) = _servers.Server();
        _agent = await GuardedAgent.StartAsync(
            Yaml, ("agent.pem", certificate), ("agent.key", key), ("clients.pem", _clients.Pem));
    }

    public async Task DisposeAsync()
    {
        await _agent.DisposeAsync();
    }

    public void Dispose()
    {
        _servers.Dispose();
        _clients.Dispose();
        _strangers.Dispose();
    }

    [Fact]
    public async Task A_token_comes_in_without_a_certificate()
    {
        using var client = Client(null, GuardedAgent.TokenOf("read"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "GET", "/v1/signals"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(client, "POST", "/v1/deployments"));
    }

    [Fact]
    public async Task Without_either_nobody_comes_in()
    {
        using var client = Client(null);
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(client, "GET", "/v1/signals"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "GET", "/health/live"));
    }

    [Theory]
    [InlineData("CN=ci.example.org", null, "POST", HttpStatusCode.BadRequest)]
    [InlineData("CN=ci.example.org", null, "GET", HttpStatusCode.Forbidden)]
    [InlineData("CN=Ada, O=Operations", null, "GET", HttpStatusCode.OK)]
    [InlineData("CN=somebody", "spiffe://example.org/pipeline", "GET", HttpStatusCode.OK)]
    [InlineData("CN=somebody", "spiffe://example.org/other", "GET", HttpStatusCode.Unauthorized)]
    [InlineData("CN=ci.example.org.evil.example", null, "POST", HttpStatusCode.Unauthorized)]
    [InlineData("O=ci.example.org", null, "POST", HttpStatusCode.Unauthorized)]
    [InlineData("CN=CI.example.org", null, "POST", HttpStatusCode.Unauthorized)]
    public async Task A_certificate_has_the_roles_of_its_names(
        string subject, string? uri, string method, HttpStatusCode status)
    {
        using var client = Client(_clients.Client(subject, uri is null ? null : n => n.AddUri(new Uri(uri))));
        Assert.Equal(status, await StatusAsync(client, method, method == "GET" ? "/v1/signals" : "/v1/deployments"));
    }

    [Fact]
    public async Task A_DNS_name_is_a_name_as_well()
    {
        using var client = Client(_clients.Client("CN=x", n => n.AddDnsName("ci.example.org")));
        Assert.Equal(HttpStatusCode.BadRequest, await StatusAsync(client, "POST", "/v1/deployments"));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_refused()
    {
        using var client = Client(_strangers.Client("CN=ci.example.org"));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => StatusAsync(client, "GET", "/health/live"));
    }

    [Fact]
    public async Task A_servers_certificate_is_no_clients()
    {
        using var client = Client(_clients.Client("CN=ci.example.org", use: TestAuthority.ForServers));
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => StatusAsync(client, "GET", "/health/live"));
    }

    [Theory]
#pragma warning disable SYSLIB0039, CA5397 // that they are refused is what is tested
    [InlineData(SslProtocols.Tls, false)]
    [InlineData(SslProtocols.Tls11, false)]
#pragma warning restore SYSLIB0039, CA5397
    [InlineData(SslProtocols.Tls12, true)]
    [InlineData(SslProtocols.Tls13, true)]
    public async Task TLS_is_spoken_from_version_1_2_on(SslProtocols version, bool spoken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, _agent.Address.Port);
        await using var tls = new SslStream(socket.GetStream());
        var options = new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            EnabledSslProtocols = version,
            CertificateChainPolicy = Believing(_servers),
        };
        if (spoken) await tls.AuthenticateAsClientAsync(options);
        else await Assert.ThrowsAnyAsync<Exception>(() => tls.AuthenticateAsClientAsync(options));
    }

    [Fact]
    public async Task Plain_http_is_not_answered()
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        await Assert.ThrowsAnyAsync<HttpRequestException>(
            () => client.GetAsync(new Uri($"http://127.0.0.1:{_agent.Address.Port}/health/live")));
    }

    [Fact]
    public async Task A_changed_certificate_is_shown_from_then_on_and_a_broken_one_is_not()
    {
        using var folder = new TemporaryFolder();
        var time = new FakeTimeProvider(DateTimeOffset.UnixEpoch);
        var plan = new TlsPlan(folder.File("c.pem"), folder.File("k.pem"), ClientAuthorityFile: null);
        await WriteAsync(plan, _servers.Server());
        var certificate = new ServerCertificate(plan, time, NullLogger<ServerCertificate>.Instance);
        var first = Serial(certificate);

        await WriteAsync(plan, _servers.Server());
        Assert.Equal(first, Serial(certificate));
        time.Advance(ServerCertificate.LookGap);
        var second = Serial(certificate);
        Assert.NotEqual(first, second);

        // A key that is not there yet, a file that is half written, none at all: what was there goes on.
        await File.WriteAllTextAsync(plan.KeyFile, _servers.Server().Key);
        time.Advance(ServerCertificate.LookGap);
        Assert.Equal(second, Serial(certificate));
        await File.WriteAllTextAsync(plan.CertificateFile, "-----BEGIN CERTIFICATE-----\nMIIB");
        time.Advance(ServerCertificate.LookGap);
        Assert.Equal(second, Serial(certificate));
        File.Delete(plan.CertificateFile);
        time.Advance(ServerCertificate.LookGap);
        Assert.Equal(second, Serial(certificate));
        await WriteAsync(plan, _servers.Server());
        time.Advance(ServerCertificate.LookGap);
        Assert.NotEqual(second, Serial(certificate));
    }

    private static async Task WriteAsync(TlsPlan plan, (string Certificate, string Key) pair)
    {
        await File.WriteAllTextAsync(plan.CertificateFile, pair.Certificate);
        await File.WriteAllTextAsync(plan.KeyFile, pair.Key);
    }

    private static string Serial(ServerCertificate certificate) =>
        certificate.Now().ServerCertificateContext!.TargetCertificate.SerialNumber;

    private HttpClient Client((string Certificate, string Key)? shown, string? token = null)
    {
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = Believing(_servers) };
        if (shown is var (certificate, key))
            options.ClientCertificateContext = SslStreamCertificateContext.Create(
                X509Certificate2.CreateFromPem(certificate, key), null, offline: true);
        return _agent.Client(new SocketsHttpHandler { SslOptions = options }, token);
    }

    private static X509ChainPolicy Believing(TestAuthority authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.ImportFromPem(authority.Pem);
        return policy;
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string method, string path)
    {
        using var request = GuardedAgent.Request(method, path);
        using var answer = await client.SendAsync(request);
        return answer.StatusCode;
    }
}
