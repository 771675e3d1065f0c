using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.Postgres;
using Bellwether.Testing.Certificates;

namespace Bellwether.Probes.Tests.Postgres;

public sealed class PostgresProbeTests
{
    // No resolver but that of the test has an address for it.
    private const string Host = "orders-db.invalid";

    [Fact]
    public async Task It_connects_to_the_address_that_was_checked_and_asks_for_the_certificate_of_the_name()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = NameAskedForAsync(listener);
        await using var probe = Probe(((IPEndPoint)listener.LocalEndpoint).Port, IPAddress.Loopback);
        var look = await probe.LookAsync(default);
        Assert.Equal(Host, await told);
        Assert.Equal((Reachability.Bad, "reset"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task Of_several_addresses_it_takes_one_that_it_may_connect_to_and_that_answers()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = NameAskedForAsync(listener);
        // Nobody listens at the second one: a loopback address of its own.
        await using var probe = Probe(((IPEndPoint)listener.LocalEndpoint).Port,
            IPAddress.Parse("169.254.169.254"), IPAddress.Parse("127.0.0.9"), IPAddress.Loopback);
        await probe.LookAsync(default);
        Assert.Equal(Host, await told);
    }

    [Fact]
    public async Task Where_it_may_connect_to_none_the_look_is_missing()
    {
        await using var probe = Probe(5432, IPAddress.Parse("169.254.169.254"));
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Missing, "address-refused"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task What_nobody_listens_at_refuses()
    {
        await using var probe = Probe(1, IPAddress.Parse("127.0.0.9"));
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Bad, "refused"), (look.Reachability, look.Reason));
    }

    /// <summary>That our own file is not there is no sign that the database is unwell.</summary>
    [Theory]
    [InlineData("Password=s3cret;SSL Mode=VerifyFull;Root Certificate=/nowhere/root.pem")]
    [InlineData("Password=s3cret;SSL Mode=VerifyFull;Root Certificate=/etc/hostname")]
    [InlineData("Password=s3cret;SSL Mode=Require;SSL Certificate=/nowhere/own.pem")]
    [InlineData("Password=s3cret;SSL Mode=Require;SSL Certificate=/etc/hostname")]
    [InlineData("Password=s3cret;SSL Mode=Require;SSL Certificate=/nowhere/own.pfx")]
    public async Task A_file_of_ours_that_cannot_be_read_is_our_blindness(string settings)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var told = NameAskedForAsync(listener);
        await using var probe = Probe(((IPEndPoint)listener.LocalEndpoint).Port, [IPAddress.Loopback], settings);
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Missing, "connection-file"), (look.Reachability, look.Reason));
        _ = await Record.ExceptionAsync(() => told);
    }

    [Theory]
    [InlineData("SSL Mode=Disable", "credentials")]
    [InlineData("SSL Mode=Disable;Passfile=/nowhere/pass", "connection-file")]
    public async Task A_password_that_was_never_given_is_our_blindness(string settings, string reason)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = AskForPasswordAsync(listener);
        await using var probe = Probe(
            ((IPEndPoint)listener.LocalEndpoint).Port, [IPAddress.Loopback], settings);
        var look = await probe.LookAsync(default);
        Assert.Equal((Reachability.Missing, reason), (look.Reachability, look.Reason));
        await asked;
    }

    private static PostgresProbe Probe(int port, params IPAddress[] addresses) =>
        Probe(port, addresses, "Password=s3cret;SSL Mode=Require");

    private static PostgresProbe Probe(int port, IPAddress[] addresses, string settings) => new(
        new()
        {
            // With GSS the library connects a second time after a failure, and nobody answers that.
            Connection = $"Host={Host};Port={port};Username=watcher;GSS Encryption Mode=Disable;{settings}",
            Every = TimeSpan.FromMinutes(1),
            Timeout = TimeSpan.FromSeconds(10),
        },
        new("db", TimeProvider.System), (_, _, _) => ValueTask.FromResult<IReadOnlyList<IPAddress>>(addresses));

    /// <summary>Plays a PostgreSQL up to where it asks for the password in clear.</summary>
    private static async Task AskForPasswordAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        await using var stream = client.GetStream();
        var begin = new byte[4096];
        Assert.NotEqual(0, await stream.ReadAsync(begin));
        await stream.WriteAsync(new byte[] { (byte)'R', 0, 0, 0, 8, 0, 0, 0, 3 });
        Assert.Equal(0, await stream.ReadAsync(begin));
    }

    /// <summary>Plays a PostgreSQL up to the handshake of TLS, and then hangs up.</summary>
    private static async Task<string> NameAskedForAsync(TcpListener listener)
    {
        var now = TimeProvider.System.GetUtcNow();
        using var authority = new DatedAuthority(now);
        var (certificate, key) = authority.Server(Host, now.AddDays(-1), now.AddDays(1));
        using var own = X509Certificate2.CreateFromPem(certificate, key);
        using var client = await listener.AcceptTcpClientAsync();
        // Whoever tries again is refused, and need not wait.
        listener.Stop();
        await using var stream = client.GetStream();
        var request = new byte[8];
        await stream.ReadExactlyAsync(request);
        Assert.Equal(0x2f, request[7]);
        await stream.WriteAsync("S"u8.ToArray());
        await using var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = own });
        return secure.TargetHostName;
    }
}
