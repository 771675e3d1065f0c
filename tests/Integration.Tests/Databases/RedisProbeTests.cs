using System.Net.Sockets;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Bellwether.Testing.Certificates;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>What the probe reads of a real Redis.</summary>
public sealed class RedisProbeTests
{
    private const string Password = "right-5ecret";

    [Fact]
    public async Task A_server_that_answers_is_good_and_its_numbers_are_read()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "50mb");
        await redis.SayAsync("SET a 1", "SET b 2", "GET a", "GET nothing");
        var look = await Looking.LookAsync(Options(redis, "cold: 0s"), "");
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Detail));
        foreach (var (name, value) in new[]
        {
            ("keys", 2.0), ("clients", 0), ("rejected", 0), ("oom", 0), ("evictions", 0), ("persistence-failed", 0),
            ("replicas", 0), ("blocked-clients", 0),
        })
            Assert.Equal((name, value), (name, look.Value(name)));
        Assert.InRange(look.Value("memory")!.Value, 0.001, 0.5);
        Assert.Equal([("hit", 1.0), ("miss", 1.0)], look.Readings.Where(of => of.Name == "lookups")
            .Select(of => (of.Labels["outcome"]!, of.Value)));
        Assert.Null(look.Value("replication-link"));
    }

    [Fact]
    public async Task As_long_as_it_is_cold_its_misses_are_left_out()
    {
        await using var redis = await RedisServer.StartAsync();
        var look = await Looking.LookAsync(Options(redis, "cold: 5m"), "");
        Assert.DoesNotContain(look.Readings, of => of.Name == "lookups");
    }

    [Fact]
    public async Task Passwords_and_users_are_told_apart_and_never_told()
    {
        await using var redis = await RedisServer.StartAsync("--requirepass", Password);
        var secret = "password: \"${file:secret}\"";
        Assert.Equal(Reachability.Good, (await Looking.LookAsync(Options(redis, secret), Password)).Reachability);
        await redis.SayAsync($"AUTH {Password}", $"ACL SETUSER watcher on >{Password} resetchannels -@all +info",
            $"ACL SETUSER blind on >{Password} -@all +ping");
        foreach (var (more, password, reachability, code) in new[]
        {
            (secret + ", username: watcher", Password, Reachability.Good, ""),
            (secret + ", username: blind", Password, Reachability.Missing, "NOPERM"),
            (secret, "wr0ng-secret", Reachability.Missing, "WRONGPASS"),
            ("cold: 0s", "", Reachability.Missing, "NOAUTH"),
        })
        {
            var look = await Looking.LookAsync(Options(redis, more), password);
            Assert.Equal((more, reachability), (more, look.Reachability));
            if (code.Length == 0) continue;
            Assert.Equal("credentials", look.Reason);
            Assert.Contains(code, look.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", look.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task No_client_more_is_bad()
    {
        await using var redis = await RedisServer.StartAsync("--maxclients", "3");
        List<TcpClient> clients = [];
        for (var i = 0; i < 3; i++) clients.Add(await redis.ConnectAsync());
        await using var probe = Looking.Probe(Options(redis, "cold: 0s"), "");
        await probe.UntilAsync(look => look is { Reachability: Reachability.Bad, Reason: "too-many-connections" });
        clients.ForEach(client => client.Dispose());
        await probe.UntilAsync(look => look.Value("rejected") > 0);
    }

    [Fact]
    public async Task Nobody_there_is_bad_and_so_is_what_is_no_Redis()
    {
        var port = FreePorts.Take(1)[0];
        var look = await Looking.LookAsync($"redis: {{ host: 127.0.0.1, port: {port} }}", "");
        Assert.Equal((Reachability.Bad, "refused"), (look.Reachability, look.Reason));
        await using var site = await Website.StartAsync();
        look = await Looking.LookAsync($"redis: {{ host: 127.0.0.1, port: {new Uri(site.Address).Port} }}", "");
        Assert.Equal((Reachability.Bad, "not-redis"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task Through_TLS_only_an_authority_that_is_named_is_believed()
    {
        using var authority = new TestAuthority("the shop's");
        using var other = new TestAuthority("somebody else's");
        using var folder = new ServerFolder();
        var (certificate, key) = authority.Server();
        var port = FreePorts.Take(1)[0];
        await using var redis = await RedisServer.StartAsync(
            "--tls-port", $"{port}", "--tls-cert-file", folder.Write("tls.crt", certificate), "--tls-key-file",
            folder.Write("tls.key", key), "--tls-ca-cert-file", folder.Write("ca.crt", authority.Pem),
            "--tls-auth-clients", "no");
        foreach (var (file, reachability, reason) in new[]
        {
            (folder.At("ca.crt"), Reachability.Good, null),
            (folder.Write("other.crt", other.Pem), Reachability.Bad, "tls"),
            (folder.At("nothing"), Reachability.Missing, "authority"),
        })
        {
            var look = await Looking.LookAsync(
                $"redis: {{ host: localhost, port: {port}, timeout: 9s, tls: true, authority: {file} }}", "");
            Assert.Equal((file, reachability, reason), (file, look.Reachability, look.Reason));
        }
    }

    private static string Options(RedisServer redis, string more) =>
        $"redis: {{ host: 127.0.0.1, port: {redis.Port}, timeout: 9s, {more} }}";
}
