using Bellwether.Contracts.Verdicts;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;
using Npgsql;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>A bad deployment does to a real PostgreSQL what bad deployments do, and the verdict names it; a plain
/// restart rolls nothing back.</summary>
public sealed class PostgresTrials(OrdersDatabase database) : IClassFixture<OrdersDatabase>
{
    /// <summary>Points before the deployment, where nothing has to be learned: limits need no more.</summary>
    private const int Past = 8;

    private const string Lines = """
        probes:
          - name: db
            postgres: { connection: "${file:watcher}", timeout: 9s }
        """;

    [Fact]
    public async Task Connections_that_are_not_given_back_are_named()
    {
        await using var trial = Trial(Lines);
        await TakeConnectionsAsync(trial);
        // The last slot is refused to us as to everybody: that is told by whether it answers.
        Assert.Contains("no connection is left", trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nearly_all_connections_in_use_are_named()
    {
        await using var trial = Trial(Lines.Replace("timeout", "every: 15s, timeout"), "watcher", admin: true);
        await TakeConnectionsAsync(trial);
        Assert.Contains("db.connections", trial.MustRollBack("db-connections"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deadlocks_are_named()
    {
        await using var trial = Trial(Lines);
        await trial.LookAsync(Past);
        await trial.DeployAsync();
        await trial.VerdictAsync(_ => database.DeadlockAsync());
        Assert.Contains("db.deadlocks", trial.MustRollBack("db-deadlocks"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transactions_that_are_rolled_back_are_named_by_their_counts()
    {
        await using var trial = Trial(Lines);
        await using var session = await database.AppAsync();
        await trial.LearnAsync(_ => TradeAsync(session, good: 20, bad: 0));
        await trial.DeployAsync();
        await trial.VerdictAsync(_ => TradeAsync(session, good: 10, bad: 10));
        Assert.Matches(
            "^[45][0-9] % of [0-9 ]+ transactions were rolled back, was 0 % of ", trial.MustRollBack("db-rollbacks"));
    }

    [Fact]
    public async Task Who_waits_for_a_lock_for_seconds_is_named()
    {
        await using var trial = Trial(Lines);
        await trial.LookAsync(Past);
        await using var holder = await database.AppAsync();
        await using var waiter = await database.AppAsync();
        Task waiting = Task.CompletedTask;
        await trial.DeployAsync(async () =>
        {
            await OrdersDatabase.RunAsync(holder, "BEGIN; LOCK TABLE orders");
            waiting = OrdersDatabase.RunAsync(waiter, "SELECT count(*) FROM orders");
            await Task.Delay(TimeSpan.FromSeconds(5.2), TimeProvider.System);
        });
        await trial.VerdictAsync();
        Assert.Contains("db.oldest-lock-wait", trial.MustRollBack("db-lock-wait"), StringComparison.Ordinal);
        await OrdersDatabase.RunAsync(holder, "ROLLBACK");
        await waiting;
    }

    [Fact]
    public async Task A_transaction_that_never_ends_is_named_by_a_rule_of_the_operators()
    {
        await using var trial = Trial(Lines + """

            rules:
              - { name: forgotten, signal: db.idle-in-transaction, limit: { max: 200ms } }
            """);
        await trial.LookAsync(Past);
        await using var session = await database.AppAsync();
        await trial.DeployAsync(async () =>
        {
            await OrdersDatabase.RunAsync(session, "BEGIN; SELECT 1");
            await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        });
        await trial.VerdictAsync();
        Assert.Matches("^db.idle-in-transaction was above 200 ms in ", trial.MustRollBack("forgotten"));
    }

    [Fact]
    public async Task A_number_that_says_the_data_are_not_whole_is_named()
    {
        await using var trial = Trial("""
            probes:
              - name: db
                postgres:
                  connection: "${file:watcher}"
                  timeout: 9s
                  queries:
                    - { name: free-orders, sql: "SELECT count(*) FROM orders WHERE total = 0", unit: orders, max: 0 }
            """);
        await trial.LookAsync(Past);
        await using var session = await database.AppAsync();
        await trial.DeployAsync(() => OrdersDatabase.RunAsync(session, "UPDATE orders SET total = 0 WHERE id = 3"));
        await trial.VerdictAsync();
        Assert.Contains("db.free-orders", trial.MustRollBack("db-free-orders"), StringComparison.Ordinal);
        await OrdersDatabase.RunAsync(session, "UPDATE orders SET total = 10 WHERE id = 3");
    }

    [Fact]
    public async Task A_migration_that_breaks_things_is_not_undone_by_going_back()
    {
        await database.Server.RunSqlAsync("""
            CREATE TABLE schema_migrations (version varchar PRIMARY KEY);
            INSERT INTO schema_migrations VALUES ('20260101000001');
            GRANT SELECT ON schema_migrations TO watcher
            """, "orders");
        await using var trial = Trial(Lines);
        await trial.LookAsync(Past);
        await trial.DeployAsync(() => database.Server.RunSqlAsync(
            "INSERT INTO schema_migrations VALUES ('20260131120000')", "orders"));
        await trial.VerdictAsync(_ => database.DeadlockAsync());
        await database.Server.RunSqlAsync("DROP TABLE schema_migrations", "orders");
        Assert.Equal((Decision.Inconclusive, Cause.RollbackUnsafe), (trial.Verdict!.Decision, trial.Verdict.Cause));
        Assert.Contains("db.deadlocks", trial.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("migration 20260131120000 ran (Rails, public.schema_migrations of db)", trial.Verdict.Summary,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_migration_that_failed_half_way_is_named()
    {
        await database.Server.RunSqlAsync("""
            CREATE TABLE flyway_schema_history (installed_rank int PRIMARY KEY, script varchar, success boolean);
            INSERT INTO flyway_schema_history VALUES (1, 'V1__init.sql', true);
            GRANT SELECT ON flyway_schema_history TO watcher
            """, "orders");
        await using var trial = Trial(Lines);
        await trial.LookAsync(Past);
        await trial.DeployAsync(() => database.Server.RunSqlAsync(
            "INSERT INTO flyway_schema_history VALUES (2, 'V2__split.sql', false)", "orders"));
        await trial.VerdictAsync();
        await database.Server.RunSqlAsync("DROP TABLE flyway_schema_history", "orders");
        Assert.Equal(Cause.RollbackUnsafe, trial.Verdict!.Cause);
        Assert.Contains("db.migrations-failed", trial.Verdict.Summary, StringComparison.Ordinal);
        Assert.Contains("V2__split.sql", trial.Verdict.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_right_it_is_told_what_to_grant()
    {
        await using var trial = ProbeTrial.Of(
            Lines, ("watcher", database.Server.ConnectionOf("nobody", "orders")));
        await trial.LookAsync(2);
        Assert.Contains("GRANT pg_monitor", trial.Signals.Single(of => of.Signal == "db.connections").Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_busy_database_rolls_nothing_back()
    {
        await using var trial = Trial(Lines);
        await trial.LookAsync(Past);
        // Five sessions that fight for the same few rows, for as long as it is watched.
        await using var busy = await database.Server.BenchAsync(sessions: 5, TimeSpan.FromSeconds(60));
        await trial.LookAsync(Past);
        await trial.DeployAsync();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability", "db-connections", "db-deadlocks");
        Assert.True(trial.Signals.Single(of => of.Signal == "db.connections").Last >= 0.5);
    }

    [Fact]
    public async Task A_restart_of_the_server_rolls_nothing_back()
    {
        await using var trial = Trial(Lines);
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(5);
        await database.Server.StopAsync();
        await trial.LookAsync(2);
        await database.Server.ResumeAsync();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability", "db-connections", "db-lock-wait");
    }

    [Fact]
    public async Task So_does_a_restart_of_the_pooler()
    {
        await using var bouncer = await PgBouncer.StartAsync(database.Server.Port, "watcher");
        await using var trial = ProbeTrial.Of(Lines, ("watcher", database.Watcher.Replace(
            $"Port={database.Server.Port}", $"Port={bouncer.Port}")));
        await trial.LookAsync(Past);
        await trial.DeployAsync();
        await trial.LookAsync(5);
        await bouncer.StopAsync();
        await trial.LookAsync(2);
        await bouncer.ResumeAsync();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability", "db-connections", "db-deadlocks");
    }

    [Fact]
    public async Task Without_the_pooler_it_is_named()
    {
        await using var bouncer = await PgBouncer.StartAsync(database.Server.Port, "watcher");
        await using var trial = ProbeTrial.Of(Lines, ("watcher", database.Watcher.Replace(
            $"Port={database.Server.Port}", $"Port={bouncer.Port}")));
        await trial.LookAsync(Past);
        await trial.DeployAsync(bouncer.StopAsync);
        await trial.VerdictAsync();
        Assert.Contains("refused", trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    /// <summary>Judges a version that takes ten connections and gives none back.</summary>
    private async Task TakeConnectionsAsync(ProbeTrial trial)
    {
        await trial.LookAsync(Past);
        var taken = new List<NpgsqlConnection>();
        try
        {
            await trial.DeployAsync(async () =>
            {
                for (var i = 0; i < 10; i++) taken.Add(await database.AppAsync());
            });
            await trial.VerdictAsync();
        }
        finally
        {
            foreach (var connection in taken) await connection.DisposeAsync();
        }
    }

    /// <summary>Transactions of the application, some of them given up. The server counts those that touch a
    /// table.</summary>
    private static async Task TradeAsync(NpgsqlConnection session, int good, int bad)
    {
        for (var i = 0; i < good; i++) await OrdersDatabase.RunAsync(session, "SELECT FROM orders WHERE id = 1");
        for (var i = 0; i < bad; i++)
            await OrdersDatabase.RunAsync(session, "BEGIN; SELECT FROM orders WHERE id = 1; ROLLBACK");
        await OrdersDatabase.RunAsync(session, "SELECT pg_stat_force_next_flush() FROM orders WHERE id = 1");
    }

    private ProbeTrial Trial(string lines) => ProbeTrial.Of(lines, ("watcher", database.Watcher));

    /// <summary>A look by an administrator gets a slot when nobody else does.</summary>
    private ProbeTrial Trial(string lines, string name, bool admin) => ProbeTrial.Of(
        lines, (name, admin ? database.Server.ConnectionOf("shop", "orders") : database.Watcher));
}
