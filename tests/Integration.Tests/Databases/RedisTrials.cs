using System.Net.Sockets;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>A bad deployment does to a real Redis what bad deployments do, and the verdict names it; a plain restart
/// rolls nothing back.</summary>
public sealed class RedisTrials
{
    private const int Past = 8;

    [Fact]
    public async Task A_cache_that_was_emptied_is_named_by_its_misses()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var trial = Trial(redis);
        await trial.LookAsync(30, _ => ReadAsync(redis, fills: true));
        await trial.LearnAsync(_ => ReadAsync(redis, fills: true));
        await trial.DeployAsync(() => redis.SayAsync("FLUSHALL"));
        // The new version looks under other keys than it fills.
        await trial.VerdictAsync(_ => ReadAsync(redis, fills: false));
        Assert.Matches("^100 % of [0-9 ]+ lookups found nothing, was ", trial.MustRollBack("cache-misses"));
        Assert.Equal("cache.misses", trial.Verdict!.Evidence.Single(of => of.Rule == "cache-misses").Signal);
    }

    /// <summary>The same restart, once with a time in which misses say nothing and once without: then it does roll
    /// back, so what keeps it from that is seen at work.</summary>
    [Theory]
    [InlineData("75s", false)]
    [InlineData("0s", true)]
    public async Task A_restart_that_empties_the_cache_rolls_nothing_back_as_long_as_it_is_cold(
        string cold, bool rollsBack)
    {
        const int coldPoints = 5;
        await using var redis = await RedisServer.StartAsync();
        await using var trial = Trial(redis, $", cold: {cold}");
        await trial.LookAsync(30, _ => ReadAsync(redis, fills: true));
        await trial.LearnAsync(_ => ReadAsync(redis, fills: true));
        await trial.DeployAsync();
        await trial.LookAsync(5, _ => ReadAsync(redis, fills: true));
        await redis.StopAsync();
        await trial.LookAsync(2);
        await redis.ResumeAsync();
        // It misses throughout that time, and fills itself at the end of it.
        await trial.VerdictAsync(i => ReadAsync(redis, fills: i >= coldPoints - 1));
        if (rollsBack) trial.MustRollBack("cache-misses");
        else trial.MustNotRollBack();
    }

    [Fact]
    public async Task Clients_that_are_rejected_are_named()
    {
        await using var redis = await RedisServer.StartAsync("--maxclients", "6");
        await using var trial = Trial(redis);
        await trial.LookAsync(Past);
        await trial.DeployAsync();
        await trial.VerdictAsync(async _ =>
        {
            List<TcpClient> rush = [];
            for (var i = 0; i < 12; i++) rush.Add(await redis.ConnectAsync());
            foreach (var client in rush) await HangUpAsync(client);
        });
        Assert.Contains("cache.rejected", trial.MustRollBack("cache-rejected"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Writes_refused_because_the_memory_is_full_are_named()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "2mb", "--maxmemory-policy", "noeviction");
        await using var trial = Trial(redis);
        await trial.LookAsync(Past, i => redis.SayAsync($"SET small:{i} 1"));
        await trial.DeployAsync();
        var large = new string('x', 60_000);
        await trial.VerdictAsync(i =>
            redis.SayAsync([.. Enumerable.Range(0, 20).Select(n => $"SET big:{i}:{n} {large}")]));
        Assert.Contains("cache.oom", trial.MustRollBack("cache-oom"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Keys_that_are_pushed_out_are_named_by_a_rule_of_the_operators()
    {
        await using var redis = await RedisServer.StartAsync("--maxmemory", "2mb", "--maxmemory-policy", "allkeys-lru");
        await using var trial = Trial(redis, "", """

            rules:
              - { name: pushed-out, signal: cache.evictions, limit: { max: 0.5 } }
            """);
        await trial.LookAsync(Past, i => redis.SayAsync($"SET small:{i} 1"));
        await trial.DeployAsync();
        var large = new string('x', 60_000);
        await trial.VerdictAsync(i =>
            redis.SayAsync([.. Enumerable.Range(0, 20).Select(n => $"SET big:{i}:{n} {large}")]));
        Assert.Contains("cache.evictions", trial.MustRollBack("pushed-out"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_replica_that_is_cut_off_is_named()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{primary.Port}");
        await using var trial = Trial(replica);
        await LinkedAsync(replica);
        await trial.LookAsync(Past);
        await trial.DeployAsync(primary.StopAsync);
        await trial.VerdictAsync();
        Assert.Contains("cache.replication-link", trial.MustRollBack("cache-replication-link"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Restarts_of_a_replica_and_its_primary_roll_nothing_back()
    {
        await using var primary = await RedisServer.StartAsync();
        await using var replica = await RedisServer.StartAsync("--replicaof", "127.0.0.1", $"{primary.Port}");
        await using var trial = Trial(replica);
        await LinkedAsync(replica);
        await trial.LookAsync(Past);
        await trial.DeployAsync();
        await trial.LookAsync(4);
        foreach (var server in new[] { replica, primary })
        {
            await server.StopAsync();
            await trial.LookAsync(2);
            await server.ResumeAsync();
            await LinkedAsync(replica);
            await trial.LookAsync(4);
        }

        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability", "cache-replication-link");
    }

    [Fact]
    public async Task A_dump_that_cannot_be_written_is_named()
    {
        await using var redis = await RedisServer.StartAsync();
        await using var trial = Trial(redis);
        await trial.LookAsync(Past);
        await trial.DeployAsync(async () =>
        {
            // What should become a file is a folder already.
            Directory.CreateDirectory(Path.Combine(redis.Folder, "dump.rdb"));
            await redis.SayAsync("SET a 1", "BGSAVE");
            await using var probe = Looking.Probe(Options(redis), "");
            await probe.UntilAsync(look => look.Value("persistence-failed") == 1);
        });
        await trial.VerdictAsync();
        Assert.Contains("cache.persistence-failed", trial.MustRollBack("cache-persistence"), StringComparison.Ordinal);
    }

    /// <summary>A cache as a shop uses it: read, and filled where it had nothing, unless that is broken.</summary>
    private static async Task ReadAsync(RedisServer redis, bool fills)
    {
        var keys = Enumerable.Range(0, 20).Select(n => $"page:{n}").ToList();
        await redis.SayAsync([.. keys.Select(key => $"GET {key}")]);
        if (fills) await redis.SayAsync([.. keys.Select(key => $"SET {key} 1")]);
    }

    /// <summary>Ends a connection, and waits for the server's end of it: then it has been counted, as taken or as
    /// rejected, and its slot is free again.</summary>
    private static async Task HangUpAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                client.Client.Shutdown(SocketShutdown.Send);
                var said = new byte[256];
                while (await client.Client.ReceiveAsync(said) > 0)
                {
                }
            }
            catch (SocketException)
            {
                // One that was rejected may be reset, which is an end as well.
            }
        }
    }

    private static async Task LinkedAsync(RedisServer replica)
    {
        await using var probe = Looking.Probe(Options(replica), "");
        await probe.UntilAsync(look => look.Value("replication-link") == 1);
    }

    private static string Options(RedisServer redis) =>
        $"redis: {{ host: 127.0.0.1, port: {redis.Port}, timeout: 9s }}";

    private static ProbeTrial Trial(RedisServer redis, string more = "", string rules = "") => ProbeTrial.Of($"""
        probes:
          - name: cache
            redis: {"{"} host: 127.0.0.1, port: {redis.Port}, timeout: 9s{more} {"}"}
        """ + rules);
}
