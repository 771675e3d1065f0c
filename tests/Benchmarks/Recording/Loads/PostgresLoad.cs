using System.Net.Sockets;
using Bellwether.Testing.Kill;
using Npgsql;

namespace Bellwether.Benchmarks.Recording.Loads;

/// <summary>Quick and slower queries; now and then one that the database refuses.</summary>
internal sealed class PostgresLoad : IAsyncDisposable
{
    private const int Customers = 20_000;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(3);

    private readonly NpgsqlDataSource _source;
    private readonly Dice _dice;
    private readonly TimeProvider _time;

    public PostgresLoad(int port, Dice dice, TimeProvider time)
    {
        (_dice, _time) = (dice, time);
        _source = new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = "postgres",
            Database = "postgres",
            MaxPoolSize = 8,
            Timeout = 2,
            CommandTimeout = 3,
            SslMode = SslMode.Disable,
            Options = "-c statement_timeout=800",
        }.ConnectionString).Build();
    }

    /// <summary>The tables, filled.</summary>
    public async Task PrepareAsync(CancellationToken stopping)
    {
        const string Tables = """
            create table customers (id int primary key, name text not null, spent int not null);
            create table orders (id bigserial primary key, customer int not null, at timestamptz default now());
            insert into customers select i, 'customer ' || i, 0 from generate_series(1, $1) i;
            """;
        const StringSplitOptions Trimmed = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var statement in Tables.Split(';', Trimmed))
        {
            await using var command = _source.CreateCommand(statement);
            if (statement.Contains("$1", StringComparison.Ordinal)) command.Parameters.Add(new() { Value = Customers });
            await command.ExecuteNonQueryAsync(stopping);
        }
    }

    public async Task<Answer> MakeAsync()
    {
        using var patience = new CancellationTokenSource(s_patience, _time);
        try
        {
            await using var command = _source.CreateCommand(Statement());
            command.Parameters.Add(new() { Value = 1 + _dice.Below(Customers) });
            await command.ExecuteNonQueryAsync(patience.Token);
            return Answer.Good;
        }
        catch (PostgresException e) when (!IsEnding(e.SqlState))
        {
            return Answer.Failed;
        }
        catch (Exception e) when (IsAway(e))
        {
            return Answer.None;
        }
    }

    public ValueTask DisposeAsync() => _source.DisposeAsync();

    /// <remarks>About one in 500 fails: a key that is taken, or more time than a statement may take.</remarks>
    private string Statement() => _dice.Share() switch
    {
        < 0.0015 => "insert into customers values ($1, 'again', 0)",
        < 0.0020 => "select pg_sleep(2 + 0 * $1)",
        < 0.15 => "insert into orders (customer) values ($1)",
        < 0.20 => "update customers set spent = spent + 1 where id = $1",
        < 0.30 => "select count(*), avg(length(name)) from customers where id > $1 and name like '%7%'",
        _ => "select name, spent from customers where id = $1",
    };

    /// <summary>The server is going down, starting, or gone: nobody answered the question.</summary>
    private static bool IsEnding(string state) => state.StartsWith("57P", StringComparison.Ordinal);

    private static bool IsAway(Exception e) =>
        e is NpgsqlException or IOException or SocketException or OperationCanceledException or TimeoutException;
}
