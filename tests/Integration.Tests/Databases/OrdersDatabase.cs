using Bellwether.Integration.Tests.Servers;
using Npgsql;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>The PostgreSQL of a shop: a database of orders, its application, and a user that may look.</summary>
public sealed class OrdersDatabase : IAsyncLifetime
{
    /// <summary>Twelve connections, of which two are kept for administrators.</summary>
    private static readonly string[] Settings =
        ["max_connections=12", "superuser_reserved_connections=2", "wal_level=replica", "max_wal_senders=4",
            "deadlock_timeout=20ms", "autovacuum=off", "wal_keep_size=16MB"];

    internal Postgres Server { get; private set; } = null!;

    /// <summary>How the probe's user connects: a member of pg_monitor and of nothing else.</summary>
    public string Watcher => Server.ConnectionOf("watcher", "orders");

    public async Task InitializeAsync()
    {
        Server = await Postgres.StartAsync(Settings);
        await Server.RunSqlAsync($"""
            CREATE ROLE watcher LOGIN PASSWORD '{Postgres.Password}';
            GRANT pg_monitor TO watcher;
            CREATE ROLE nobody LOGIN PASSWORD '{Postgres.Password}';
            CREATE ROLE app LOGIN PASSWORD '{Postgres.Password}';
            """);
        await Server.RunSqlAsync("CREATE DATABASE orders OWNER app");
        await Server.RunSqlAsync("""
            CREATE TABLE orders (id int PRIMARY KEY, customer int, total numeric);
            INSERT INTO orders SELECT n, n, 10 FROM generate_series(1, 10) n;
            ALTER TABLE orders OWNER TO app;
            GRANT SELECT ON orders TO watcher;
            """, "orders");
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();

    /// <summary>A session of the application, for the caller to dispose.</summary>
    internal async Task<NpgsqlConnection> AppAsync()
    {
        var connection = new NpgsqlConnection(Server.ConnectionOf("app", "orders") + ";Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    internal static async Task RunAsync(NpgsqlConnection session, string sql)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Two sessions take two rows in opposite order; the server ends one of them.</summary>
    internal async Task DeadlockAsync()
    {
        await using var one = await AppAsync();
        await using var other = await AppAsync();
        await RunAsync(one, "BEGIN; UPDATE orders SET total = 1 WHERE id = 1");
        await RunAsync(other, "BEGIN; UPDATE orders SET total = 1 WHERE id = 2");
        var crossing = RunAsync(one, "UPDATE orders SET total = 1 WHERE id = 2");
        try
        {
            await Task.WhenAll(crossing, RunAsync(other, "UPDATE orders SET total = 1 WHERE id = 1"));
            Assert.Fail("Nobody was the victim.");
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected)
        {
        }
    }
}
