using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>What the probe reads of a real PostgreSQL, as a member of pg_monitor and of nothing else.</summary>
public sealed class PostgresProbeTests(OrdersDatabase database) : IClassFixture<OrdersDatabase>
{
    private const string Plain = """postgres: { connection: "${file:secret}", timeout: 9s }""";

    [Fact]
    public async Task An_idle_server_is_good_and_everything_is_zero()
    {
        var look = await Looking.LookAsync(Plain, database.Watcher);
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Detail));
        foreach (var name in new[]
        {
            "longest-transaction", "idle-in-transaction", "lock-waits", "oldest-lock-wait", "replicas",
        })
            Assert.Equal(0, look.Value(name));
        Assert.InRange(look.Value("latency")!.Value, 0.000_1, 9);
        Assert.Empty(look.Migrations!);
        Assert.Null(look.Value("replication-lag"));
    }

    [Fact]
    public async Task Our_own_looks_are_no_traffic()
    {
        await using var probe = Looking.Probe(Plain, database.Watcher);
        // What others did before is counted when their sessions have ended.
        var before = Transactions(await probe.LookAsync());
        await probe.UntilAsync(look => before == (before = Transactions(look)));
        for (var i = 0; i < 4; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(30), TimeProvider.System);
            Assert.Equal(before, Transactions(await probe.LookAsync()));
        }

        await using (var session = await database.AppAsync())
        {
            for (var i = 0; i < 20; i++) await OrdersDatabase.RunAsync(session, "SELECT 1");
            await OrdersDatabase.RunAsync(session, "BEGIN");
            await OrdersDatabase.RunAsync(session, "ROLLBACK");
        }

        var after = Transactions(await probe.UntilAsync(look => Transactions(look).Commits > before.Commits));
        // Two more: the session began, and its client asked for the names of types.
        Assert.Equal((before.Commits + 22, before.Rollbacks + 1), after);
    }

    [Fact]
    public async Task Sessions_count_against_what_is_not_kept_for_administrators()
    {
        await using var probe = Looking.Probe(Plain, database.Watcher);
        await using var one = await database.AppAsync();
        await using var two = await database.AppAsync();
        await probe.UntilAsync(look => look.Value("connections") is > 0.199 and < 0.201);
        await OrdersDatabase.RunAsync(one, "BEGIN; LOCK TABLE orders");
        await probe.UntilAsync(look => look.Value("idle-in-transaction") > 0);
        // As long as it takes until it is seen: a busy machine may look away for a while.
        var running = OrdersDatabase.RunAsync(two, "SELECT count(*) FROM orders");
        await probe.UntilAsync(look => look.Value("longest-transaction") > 0.1);
        await OrdersDatabase.RunAsync(one, "ROLLBACK");
        await running;
    }

    [Fact]
    public async Task Who_waits_for_a_lock_is_counted_with_how_long()
    {
        await using var probe = Looking.Probe(Plain, database.Watcher);
        await using var holder = await database.AppAsync();
        await using var waiter = await database.AppAsync();
        await OrdersDatabase.RunAsync(holder, "BEGIN; LOCK TABLE orders");
        var waiting = OrdersDatabase.RunAsync(waiter, "SELECT count(*) FROM orders");
        var look = await probe.UntilAsync(look => look.Value("oldest-lock-wait") > 0.1);
        Assert.Equal(1, look.Value("lock-waits"));
        await OrdersDatabase.RunAsync(holder, "ROLLBACK");
        await waiting;
        await probe.UntilAsync(look => look.Value("lock-waits") == 0 && look.Value("oldest-lock-wait") == 0);
    }

    [Fact]
    public async Task Who_stands_by_for_an_advisory_lock_waits_for_nobody()
    {
        await using var probe = Looking.Probe(Plain, database.Watcher);
        await using var leader = await database.AppAsync();
        await using var standby = await database.AppAsync();
        await OrdersDatabase.RunAsync(leader, "SELECT pg_advisory_lock(7)");
        var waiting = OrdersDatabase.RunAsync(standby, "SELECT pg_advisory_lock(7)");
        // The statement shows as a long one, and not as a wait.
        var look = await probe.UntilAsync(look => look.Value("longest-transaction") > 0.1);
        Assert.Equal((0, 0), (look.Value("lock-waits"), look.Value("oldest-lock-wait")));
        await OrdersDatabase.RunAsync(leader, "SELECT pg_advisory_unlock(7)");
        await waiting;
    }

    [Fact]
    public async Task A_deadlock_is_counted()
    {
        await using var probe = Looking.Probe(Plain, database.Watcher);
        var before = (await probe.LookAsync()).Value("deadlocks");
        await database.DeadlockAsync();
        await probe.UntilAsync(look => look.Value("deadlocks") == before + 1);
    }

    [Theory]
    [InlineData("wr0ng-secret", "orders", Reachability.Missing, "credentials")]
    [InlineData(Postgres.Password, "nowhere", Reachability.Bad, "no-database")]
    public async Task What_the_server_says_to_the_connection_is_told(
        string password, string name, Reachability reachability, string reason)
    {
        var look = await Looking.LookAsync(
            Plain, database.Server.ConnectionOf("watcher", name).Replace(Postgres.Password, password));
        Assert.Equal((reachability, reason), (look.Reachability, look.Reason));
        Assert.DoesNotContain(password, look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nobody_there_is_bad()
    {
        var look = await Looking.LookAsync(Plain, database.Watcher.Replace(
            $"Port={database.Server.Port}", $"Port={FreePorts.Take(1)[0]}"));
        Assert.Equal((Reachability.Bad, "refused"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task A_metadata_address_is_not_connected_to()
    {
        var look = await Looking.LookAsync(Plain, "Host=169.254.169.254;Username=u;Password=p");
        Assert.Equal((Reachability.Missing, "address-refused"), (look.Reachability, look.Reason));
    }

    [Fact]
    public async Task Without_pg_monitor_sessions_are_left_out_and_it_is_said_why()
    {
        var look = await Looking.LookAsync(Plain, database.Server.ConnectionOf("nobody", "orders"));
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Value("connections")));
        Assert.Contains("GRANT pg_monitor", look.Detail, StringComparison.Ordinal);
        Assert.Contains(look.Problems, of => of.Reading == "connections");
        Assert.NotNull(look.Value("deadlocks"));
    }

    [Theory]
    [InlineData("SELECT count(*) FROM orders WHERE total < 0", "rows", 0.0)]
    [InlineData("SELECT sum(total) FROM orders WHERE id > 8", "euro", 20.0)]
    [InlineData("WITH o AS (SELECT 1) SELECT true", "ratio", 1.0)]
    [InlineData("SELECT 1.5::real;", "rows", 1.5)]
    [InlineData("SELECT 2 -- as it is", "rows", 2.0)]
    public async Task A_query_gives_its_number(string sql, string unit, double expected)
    {
        var look = await Looking.LookAsync(Query(sql, unit), database.Watcher);
        var reading = Assert.Single(look.Readings, reading => reading.Name == "whole");
        Assert.Equal((expected, unit), (reading.Value, reading.Family.Unit));
    }

    [Theory]
    [InlineData("SELECT id FROM orders", "more than one row")]
    [InlineData("SELECT id FROM orders WHERE false", "no row")]
    [InlineData("SELECT 1, 2", "2 columns")]
    [InlineData("SELECT NULL::int", "NULL")]
    [InlineData("SELECT 'seven'", "no number")]
    [InlineData("SELECT 'NaN'::float8", "no number")]
    [InlineData("SELECT 'NaN'::numeric", "no number")]
    [InlineData("SELECT 1e300::numeric", "no number")]
    [InlineData("SELECT nothing FROM orders", "no such column")]
    [InlineData("SELECT 1 FROM nowhere", "no such table")]
    [InlineData("SELEKT 1", "begin")]
    [InlineData("SELECT nextval('s')", "read-only")]
    [InlineData("SELECT count(*) FROM pg_authid", "may not")]
    [InlineData("WITH d AS (DELETE FROM orders RETURNING 1) SELECT count(*) FROM d", "refused")]
    [InlineData("SELECT generate_series(1, 2000000000)", "more than one row")]
    [InlineData("SELECT repeat('x', 5000000)", "no number")]
    [InlineData("SELECT 1 FROM pg_sleep(20)", "in time")]
    public async Task A_query_that_gives_no_number_is_left_out_and_the_server_is_not_blamed(string sql, string why)
    {
        await database.Server.RunSqlAsync(
            "CREATE SEQUENCE IF NOT EXISTS s; GRANT USAGE ON SEQUENCE s TO watcher", "orders");
        if (sql.StartsWith("SELEKT", StringComparison.Ordinal))
        {
            Assert.ThrowsAny<Exception>(() => Looking.Probe(Query(sql, "rows"), database.Watcher));
            return;
        }

        var look = await Looking.LookAsync(Query(sql, "rows"), database.Watcher);
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Value("whole")));
        Assert.Contains(why, look.Detail, StringComparison.Ordinal);
        Assert.Equal("whole", Assert.Single(look.Problems).Reading);
        Assert.NotNull(look.Value("connections"));
    }

    private static (double Commits, double Rollbacks) Transactions(Look look)
    {
        double Of(string outcome) => Assert.Single(look.Readings,
            reading => reading.Name == "transactions" && reading.Labels["outcome"] == outcome).Value;
        return (Of("commit"), Of("rollback"));
    }

    private static string Query(string sql, string unit) =>
        $$"""postgres: { connection: "${file:secret}", timeout: {{(sql.Contains("sleep") ? "1s" : "9s")}}, """
        + $$"""queries: [ { name: whole, sql: "{{sql}}", """
        + $$"""unit: {{unit}} } ] }""";
}
