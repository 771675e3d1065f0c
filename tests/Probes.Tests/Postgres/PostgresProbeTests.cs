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
        Assert.Equal(Reachability.Bad, look.Reachability);
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

    private static PostgresProbe Probe(int port, params IPAddress[] addresses) => new(
        new()
        {
            Connection = $"Host={Host};Port={port};Username=watcher;Password=s3cret;SSL Mode=Require",
            Every = TimeSpan.FromMinutes(1),
            Timeout = TimeSpan.FromSeconds(10),
        },
        new("db", TimeProvider.System), (_, _, _) => ValueTask.FromResult<IReadOnlyList<IPAddress>>(addresses));

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
        // It may ask for encryption by GSS first.
        while (request[7] != 0x2f)
        {
            await stream.WriteAsync("N"u8.ToArray());
            await stream.ReadExactlyAsync(request);
        }

        await stream.WriteAsync("S"u8.ToArray());
        await using var secure = new SslStream(stream);
        await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = own });
        return secure.TargetHostName;
    }
}
