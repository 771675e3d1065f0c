using HealthChecks.NpgSql;
using Npgsql;

namespace Bellwether.Probes.HealthChecks;

/// <summary><c>npgsql</c>: connects to a PostgreSQL and runs one statement, by
/// AspNetCore.HealthChecks.NpgSql.</summary>
internal static class NpgSqlKind
{
    private const string Form =
        "is no connection string that Npgsql reads: write Host=…;Port=…;Username=…;Password=…;Database=…, "
        + "with quotes around a value that holds ';'";

    public static HealthCheckKind Kind { get; } = new("npgsql",
    [
        new CheckConstructor(
            [
                new("connectionString", typeof(string), IsRequired: true, null),
                new("sql", typeof(string), IsRequired: false, "SELECT 1"),
            ],
            (arguments, patience) => new NpgSqlHealthCheck(
                Patient((string)arguments[0]!, patience), (string)arguments[1]!))
        {
            Fault = arguments => Fault((string)arguments[0]!) is { } fault ? (0, fault) : null,
        },
    ])
    {
        WaitsForTarget = true,
        Explain = NpgSqlTrouble.AsLook,
    };

    /// <remarks>What the library says of a string that it cannot read may quote a part of a password.</remarks>
    private static string? Fault(string connection)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host is null or "" ? "names no Host" : null;
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException
            or KeyNotFoundException or OverflowException)
        {
            return Form;
        }
    }

    /// <summary>The connection string with what a look wants, where it does not say otherwise.</summary>
    private static string Patient(string connection, TimeSpan patience)
    {
        var builder = new NpgsqlConnectionStringBuilder(connection);
        var given = builder.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var seconds = Math.Max(1, (int)Math.Ceiling(patience.TotalSeconds));
        // A connection of its own for each look: it sees that no slot is left, and holds none in between.
        if (!given.Contains("Pooling")) builder.Pooling = false;
        if (!given.Contains("Timeout")) builder.Timeout = seconds;
        if (!given.Contains("Command Timeout")) builder.CommandTimeout = seconds;
        // A statement that we gave up is cut off at once: waiting for its end would take the next look's time.
        if (!given.Contains("Cancellation Timeout")) builder.CancellationTimeout = -1;
        if (!given.Contains("Application Name")) builder.ApplicationName = "bellwether";
        return builder.ConnectionString;
    }
}
