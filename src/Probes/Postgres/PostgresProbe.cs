using System.Globalization;
using System.Security.Cryptography;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.HealthChecks;
using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>Asks a PostgreSQL how it is: one connection for each look, read-only, gone when the look is over.</summary>
/// <remarks>Once the server has answered, what comes after (a query of the operator's that is too slow, a table that
/// may not be read) leaves a reading out and never makes the server look bad. One look at a time.</remarks>
internal sealed class PostgresProbe : IProbe
{
    private readonly PostgresProbeOptions _options;
    private readonly TimeProvider _time;
    private readonly PostgresDoor _door;
    private readonly OwnTransactions _own = new();
    private readonly ServerStart _start = new();
    private readonly ReplicaLag _lag;
    private readonly MigrationReader _migrations;

    /// <param name="options">Its options.</param>
    /// <param name="context">What every probe is given.</param>
    /// <param name="resolve">How the host's name becomes addresses; default by the system.</param>
    public PostgresProbe(PostgresProbeOptions options, ProbeContext context, PostgresDoor.Resolve? resolve = null)
    {
        (_options, _time) = (options, context.Time);
        _door = new(PostgresConnection.Of(options), context.Guard, resolve);
        _lag = new ReplicaLag(_time);
        _migrations = new MigrationReader(options.Migrations);
    }

    public static IReadOnlyList<TargetedProbe> Make(PostgresProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? context.Name, null, new PostgresProbe(options, context))];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var began = _time.GetTimestamp();
        using var patience = new CancellationTokenSource(_options.Patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        var found = new PostgresFindings();
        try
        {
            var connection = await _door.OpenAsync(either.Token, stopping).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                var session = new PostgresSession(
                    connection, () => _options.Patience - _time.GetElapsedTime(began));
                await AskAsync(session, began, found, either.Token).ConfigureAwait(false);
            }

            return found.Look();
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return found.HasAnswer ? found.Cut(_options.Patience) : GivenUp(began);
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
        catch (AddressRefusedException e)
        {
            return Look.Missing("address-refused", e.Message);
        }
        catch (OddAnswerException e)
        {
            return Look.Missing("odd-answer", e.Message);
        }
        catch (Exception e) when (e is NpgsqlException or IOException or TimeoutException
            or UnauthorizedAccessException or CryptographicException)
        {
            stopping.ThrowIfCancellationRequested();
            if (patience.IsCancellationRequested && e is not PostgresException)
                return found.HasAnswer ? found.Cut(_options.Patience) : GivenUp(began);
            return NpgSqlTrouble.AsLook(e) ?? Look.Bad("failed", "the connection to PostgreSQL broke");
        }
    }

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private Look GivenUp(long began) => Patience.GivenUp(_options.Patience, _time.GetElapsedTime(began));

    private async ValueTask AskAsync(
        PostgresSession session, long began, PostgresFindings found, CancellationToken cancel)
    {
        var isFresh = false;
        try
        {
            var row = await session.ReadAsync(ServerStatement.Sessions, [], RowAsync, cancel).ConfigureAwait(false);
            var took = _time.GetElapsedTime(began);
            // A process younger than this look was begun for it.
            isFresh = row[7] is double age && age <= took.TotalSeconds;
            found.Add(Reading.Latency("latency", took));
            // Before the totals: behind one name there may be several servers, or another one since a failover.
            var beganAt = Number(row[11]);
            var start = _start.Of(beganAt.ToString("R", CultureInfo.InvariantCulture), beganAt);
            found.Add(start);
            _own.CountIn(start.Value);
            found.AddSessions(row, _own.Without(Number(row[8]), Number(row[9])));
            await TryAsync(found, ("replication", "replicas"), async () => found.AddReplication(
                await session.ReadAsync(ServerStatement.Replication, [], RowAsync, cancel).ConfigureAwait(false), _lag))
                .ConfigureAwait(false);
            await TryAsync(found, ("migrations", MigrationReader.Applied),
                () => _migrations.ReadAsync(session, found, cancel)).ConfigureAwait(false);
            foreach (var query in _options.Queries)
                await TryAsync(found, ($"query '{query.Name}'", query.Name), async () => found.AddQuery(query,
                    await session.ReadAsync(OneNumber.Of(query.Statement), [], OneNumber.ReadAsync, cancel)
                        .ConfigureAwait(false)))
                    .ConfigureAwait(false);
        }
        finally
        {
            _own.Add(session.Committed + (isFresh ? 1 : 0), session.RolledBack);
        }
    }

    /// <summary>Leaves out what the server does not tell us, and says so; a connection that broke is no such
    /// thing.</summary>
    private static async ValueTask TryAsync(
        PostgresFindings found, (string Words, string Reading) what, Func<ValueTask> ask)
    {
        try
        {
            await ask().ConfigureAwait(false);
        }
        catch (PostgresException e) when (!IsEnd(e))
        {
            found.Note($"{what.Words} left out: {PartTrouble.Words(e.SqlState)}", what.Reading);
        }
        catch (OddAnswerException e)
        {
            found.Note($"{what.Words} left out: {e.Message}", what.Reading);
        }
    }

    private static bool IsEnd(PostgresException e) => e.SqlState is PostgresErrorCodes.AdminShutdown
        or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow;

    private static async ValueTask<object?[]> RowAsync(NpgsqlDataReader reader, CancellationToken cancel)
    {
        if (!await reader.ReadAsync(cancel).ConfigureAwait(false))
            throw new OddAnswerException("PostgreSQL gave no row");
        var row = new object?[reader.FieldCount];
        for (var i = 0; i < row.Length; i++) row[i] = reader.IsDBNull(i) ? null : reader.GetValue(i);
        return row;
    }

    private static double Number(object? value) => value is double number ? number : 0;
}
