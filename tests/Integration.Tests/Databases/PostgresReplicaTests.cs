using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>A replica that streams, seen from both ends; and a pooler in between.</summary>
public sealed class PostgresReplicaTests(OrdersDatabase database) : IClassFixture<OrdersDatabase>
{
    private const string Plain = """postgres: { connection: "${file:secret}", timeout: 9s }""";

    [Fact]
    public async Task A_replica_lags_when_it_replays_late_and_not_because_nothing_happens()
    {
        await using var replica = await database.Server.ReplicateAsync();
        await using var behind = Looking.Probe(Plain, replica.ConnectionOf("watcher", "orders"));
        await using var primary = Looking.Probe(Plain, database.Watcher);
        await primary.UntilAsync(look => look.Value("replicas") == 1 && look.Value("replica-behind") == 0);
        await behind.UntilAsync(look => look.Value("replication-link") == 1 && look.Value("replication-lag") == 0);
        await database.Server.RunSqlAsync("UPDATE orders SET total = total + 1", "orders");
        await behind.UntilAsync(look => look.Value("replication-lag") == 0);
        // Nothing is written any more: the age of the last transaction grows, the lag does not.
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        Assert.True((double)(await replica.RunSqlAsync("SELECT extract(epoch FROM clock_timestamp() - "
            + "pg_last_xact_replay_timestamp())::float8"))! > 0.3);
        Assert.Equal(0, (await behind.LookAsync()).Value("replication-lag"));

        await replica.RunSqlAsync("SELECT pg_wal_replay_pause()");
        await database.Server.RunSqlAsync("UPDATE orders SET total = total + 1", "orders");
        await behind.UntilAsync(look => look.Value("replication-lag") > 0.2);
        var seen = await primary.LookAsync();
        Assert.True(seen.Value("replica-behind") > 0, seen.Detail);
        await replica.RunSqlAsync("SELECT pg_wal_replay_resume()");
        await behind.UntilAsync(look => look.Value("replication-lag") == 0);

        await database.Server.StopAsync();
        var cut = await behind.UntilAsync(look => look.Value("replication-link") == 0);
        Assert.Equal((Reachability.Good, null), (cut.Reachability, cut.Value("replication-lag")));
        await database.Server.ResumeAsync();
        await behind.UntilAsync(look => look.Value("replication-link") == 1);
    }

    [Fact]
    public async Task A_server_that_starts_up_is_bad_and_says_so()
    {
        await using var closed = await database.Server.ReplicateAsync("hot_standby=off");
        await using var probe = Looking.Probe(Plain, closed.ConnectionOf("watcher", "orders"));
        var look = await probe.LookAsync();
        Assert.Equal((Reachability.Bad, "starting"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task Through_a_pooler_in_transaction_mode_it_reads_the_same_and_leaves_nothing_behind()
    {
        await using var bouncer = await PgBouncer.StartAsync(database.Server.Port, "watcher");
        var through = database.Watcher.Replace($"Port={database.Server.Port}", $"Port={bouncer.Port}");
        await using var probe = Looking.Probe("""
            postgres: { connection: "${file:secret}", timeout: 9s,
                        queries: [ { name: orders, sql: "SELECT count(*) FROM orders", unit: orders } ] }
            """.ReplaceLineEndings(" "), through);
        for (var i = 0; i < 3; i++)
        {
            var look = await probe.LookAsync();
            Assert.Equal((Reachability.Good, null, 10.0), (look.Reachability, look.Detail, look.Value("orders")));
        }

        await using var session = new Npgsql.NpgsqlConnection(through + ";Pooling=false;No Reset On Close=true");
        await session.OpenAsync();
        await using var command = new Npgsql.NpgsqlCommand("SHOW statement_timeout", session);
        Assert.Equal("0", await command.ExecuteScalarAsync());
        await bouncer.StopAsync();
        Assert.Equal("refused", (await probe.LookAsync()).Reason);
        await bouncer.ResumeAsync();
        Assert.Equal(Reachability.Good, (await probe.LookAsync()).Reachability);
    }
}
