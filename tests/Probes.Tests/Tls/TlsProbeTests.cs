using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.Tls;
using Bellwether.Testing.Certificates;

namespace Bellwether.Probes.Tests.Tls;

public sealed class TlsProbeTests : IDisposable
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    private readonly DatedAuthority _authority = new(Now);
    private readonly string _file = Path.GetTempFileName();

    public TlsProbeTests() => File.WriteAllText(_file, _authority.Pem);

    public void Dispose()
    {
        _authority.Dispose();
        File.Delete(_file);
    }

    [Theory]
    [InlineData("shop.example", -10, 30, null)]
    [InlineData("shop.example", -10, -1, "expired")]
    [InlineData("shop.example", 1, 30, "not-yet-valid")]
    [InlineData("other.example", -10, 30, "wrong-name")]
    public async Task A_certificate_must_be_good_for_its_name_and_for_some_days(
        string name, int from, int to, string? reason)
    {
        var look = await LookAsync(Signed(name, from, to));
        Assert.Equal((reason, null), (look.Reason, look.NoData));
        Assert.InRange(look.Value("days-left")!.Value, to - 0.1, to + 0.1);
        Assert.InRange(look.Value("certificate-age")!.Value, -from - 0.1, -from + 0.1);
        Assert.InRange(look.Value("latency")!.Value, 0.000_001, 10);
        if (reason is null) Assert.Matches("^certificate [0-9a-f]{16}$", look.Detail);
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_good_and_told()
    {
        // No deployment has made the days go by, and going back brings none of them back.
        var look = await LookAsync(Signed("shop.example", -10, 6));
        Assert.Equal((Reachability.Good, true, null, null),
            (look.Reachability, look.Degraded, look.Reason, look.NoData));
        Assert.EndsWith("in less than 7 days", look.Detail, StringComparison.Ordinal);
        Assert.InRange(look.Value("days-left")!.Value, 5.9, 6.1);
        Assert.False((await LookAsync(Signed("shop.example", -10, 8))).Degraded);
        Assert.Equal("old-protocol", (await LookAsync(Signed("shop.example", -10, 6),
            protocols: SslProtocols.Tls12, least: TlsProtocol.Tls13)).Reason);
    }

    [Theory]
    [InlineData("shop.example", 2, Reachability.Missing, "clock")]
    [InlineData("other.example", 2, Reachability.Bad, "wrong-name")]
    [InlineData("shop.example", 10, Reachability.Bad, "not-yet-valid")]
    public async Task A_certificate_that_begins_in_a_moment_was_made_by_another_clock(
        string name, int minutes, Reachability reachability, string reason)
    {
        var begins = TimeProvider.System.GetUtcNow().AddMinutes(minutes);
        var look = await LookAsync(_authority.Server(name, begins, Now.AddDays(30)));
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_certificate_that_nobody_trusts_is_bad_whatever_the_clock()
    {
        var begins = TimeProvider.System.GetUtcNow().AddMinutes(2);
        var look = await LookAsync(_authority.Server("shop.example", begins, Now.AddDays(30)), trust: false);
        Assert.Equal((Reachability.Bad, "untrusted"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_chain_must_end_at_an_authority_that_is_trusted()
    {
        var look = await LookAsync(Signed("shop.example", -10, 30), trust: false);
        Assert.Equal(("untrusted", 0), (look.Reason, look.Value("chain-trusted")));
        Assert.Equal(1, (await LookAsync(Signed("shop.example", -10, 30))).Value("chain-trusted"));
    }

    [Fact]
    public async Task An_older_protocol_than_is_wanted_is_bad()
    {
        var look = await LookAsync(
            Signed("shop.example", -10, 30), protocols: SslProtocols.Tls12, least: TlsProtocol.Tls13);
        Assert.Equal("old-protocol", look.Reason);
        Assert.Null((await LookAsync(Signed("shop.example", -10, 30), least: TlsProtocol.Tls13)).Reason);
    }

    [Fact]
    public async Task A_server_that_speaks_no_TLS_is_bad()
    {
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await client.GetStream().WriteAsync("SSH-2.0-x\r\n"u8.ToArray());
            _ = await client.GetStream().ReadAsync(new byte[1024]);
        });
        Assert.Equal("handshake", (await LookAsync(((IPEndPoint)listener.LocalEndpoint).Port)).Reason);
        await talk;
        listener.Stop();
    }

    [Fact]
    public async Task A_port_that_nobody_listens_on_is_bad()
    {
        // Taken, so that no other test gets it, and never listened on.
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Assert.Equal("refused", (await LookAsync(((IPEndPoint)taken.LocalEndPoint!).Port)).Reason);
    }

    [Fact]
    public async Task A_file_of_authorities_that_cannot_be_read_is_our_blindness()
    {
        File.WriteAllText(_file, "no certificate");
        var look = await LookAsync(1);
        Assert.Equal((Reachability.Missing, "ca-file"), (look.Reachability, look.Reason));
        File.Delete(_file);
        Assert.Equal("ca-file", (await LookAsync(1)).Reason);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(365, true)]
    [InlineData(366, false)]
    public void The_days_keep_to_their_range(int days, bool good) =>
        Assert.Equal(good, OptionFaults.Of(new TlsProbeOptions { Host = "a", MinDays = days }).Count == 0);

    private (string Certificate, string Key) Signed(string name, int from, int to) =>
        _authority.Server(name, Now.AddDays(from), Now.AddDays(to));

    private async Task<Look> LookAsync(
        (string Certificate, string Key) signed, bool trust = true, SslProtocols protocols = SslProtocols.None,
        TlsProtocol least = TlsProtocol.Tls12)
    {
        using var made = X509Certificate2.CreateFromPem(signed.Certificate, signed.Key);
        var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var talk = Task.Run(async () =>
        {
            using var client = await listener.AcceptTcpClientAsync();
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(
                new SslServerAuthenticationOptions { ServerCertificate = made, EnabledSslProtocols = protocols });
            Assert.Equal("shop.example", stream.TargetHostName);
            try
            {
                _ = await stream.ReadAsync(new byte[1]);
            }
            catch (IOException)
            {
                // Who has seen enough may hang up without a word.
            }
        });
        var look = await LookAsync(((IPEndPoint)listener.LocalEndpoint).Port, trust, least);
        await talk;
        listener.Stop();
        return look;
    }

    private async Task<Look> LookAsync(int port, bool trust = true, TlsProtocol least = TlsProtocol.Tls12)
    {
        var options = new TlsProbeOptions
        {
            Host = "127.0.0.1",
            Port = port,
            ServerName = "shop.example",
            CaFile = trust ? _file : null,
            MinProtocol = least,
            // Far more than a machine that is busy with other tests needs for its keys.
            Every = TimeSpan.FromSeconds(20),
            Timeout = TimeSpan.FromSeconds(10),
        };
        await using var probe = new TlsProbe(options, new("edge", TimeProvider.System));
        return await probe.LookAsync(default);
    }
}
