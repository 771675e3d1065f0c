using System.Data;
using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>One connection, for one look. Every statement runs in a short read-only transaction of its own.</summary>
/// <param name="connection">Open; the caller's.</param>
/// <param name="left">Time that is left for the look.</param>
internal sealed class PostgresSession(NpgsqlConnection connection, Func<TimeSpan> left)
{
    /// <summary>Longest wait for a lock: reading a table of migrations needs the weakest there is, and a migration
    /// that runs just now may be in its way.</summary>
    public static readonly TimeSpan LockPatience = TimeSpan.FromMilliseconds(250);

    /// <summary>Taken off what is left, so that the server gives up before we do.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(50);

    /// <summary>Transactions that ended well, for the account of what is our own.</summary>
    public int Committed { get; private set; }

    /// <summary>Transactions that did not.</summary>
    public int RolledBack { get; private set; }

    /// <summary>Runs one statement and reads what it gives.</summary>
    /// <exception cref="PostgresException">The server refused it, or it took too long.</exception>
    public async ValueTask<T> ReadAsync<T>(
        string sql, IReadOnlyList<string> arguments, Func<NpgsqlDataReader, CancellationToken, ValueTask<T>> read,
        CancellationToken cancel)
    {
        var began = await connection.BeginTransactionAsync(cancel).ConfigureAwait(false);
        await using (began.ConfigureAwait(false))
        {
            var done = false;
            try
            {
                var batch = Batch(sql, arguments);
                T result;
                await using (batch.ConfigureAwait(false))
                {
                    var reader = await batch.ExecuteReaderAsync(CommandBehavior.SequentialAccess, cancel)
                        .ConfigureAwait(false);
                    await using (reader.ConfigureAwait(false))
                        result = await read(reader, cancel).ConfigureAwait(false);
                }

                await began.CommitAsync(cancel).ConfigureAwait(false);
                done = true;
                return result;
            }
            finally
            {
                if (done) Committed++;
                else RolledBack++;
            }
        }
    }

    private NpgsqlBatch Batch(string sql, IReadOnlyList<string> arguments)
    {
        var time = Math.Max(10, (int)(left() - Margin).TotalMilliseconds);
        var batch = new NpgsqlBatch(connection);
        // SET LOCAL ends with the transaction: behind a pooler the next one's session is somebody else's.
        foreach (var first in new[]
        {
            "SET TRANSACTION READ ONLY", $"SET LOCAL statement_timeout = {time}",
            $"SET LOCAL lock_timeout = {Math.Min(time, (int)LockPatience.TotalMilliseconds)}",
        })
            batch.BatchCommands.Add(new NpgsqlBatchCommand(first));
        var command = new NpgsqlBatchCommand(sql);
        foreach (var argument in arguments)
            command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = argument });
        batch.BatchCommands.Add(command);
        return batch;
    }
}
