using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>What is made of the operator's connection string.</summary>
internal static class PostgresConnection
{
    /// <summary>What is wrong with it, as the end of a sentence that begins with its name; null for nothing.</summary>
    /// <remarks>What the library says of a string that it cannot read may quote a part of a password.</remarks>
    public static string? Fault(string connection)
    {
        if (connection.Length == 0) return null;
        try
        {
            return new NpgsqlConnectionStringBuilder(connection).Host switch
            {
                null or "" => "names no Host",
                var host when host.Contains(',', StringComparison.Ordinal) =>
                    "names several hosts: make a probe for each",
                _ => null,
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or InvalidCastException
            or KeyNotFoundException or OverflowException)
        {
            return "is no connection string that Npgsql reads: write Host=…;Port=…;Username=…;Password=…;Database=…, "
                + "with quotes around a value that holds ';'";
        }
    }

    /// <summary>Where connections come from.</summary>
    /// <param name="connection">How to connect.</param>
    /// <param name="host">Address or path to connect to in place of its host.</param>
    public static NpgsqlDataSourceBuilder Source(NpgsqlConnectionStringBuilder connection, string host)
    {
        var there = new NpgsqlConnectionStringBuilder(connection.ConnectionString) { Host = host };
        var builder = new NpgsqlDataSourceBuilder(there.ConnectionString);
        // The certificate is for the name.
        if (host != connection.Host)
            builder.UseSslClientAuthenticationOptionsCallback(tls => tls.TargetHost = connection.Host);
        // The names of user-defined types are none of our business, and asking for them is the longest query.
        builder.ConfigureTypeLoading(types => types.EnableTypeLoading(false));
        return builder;
    }

    /// <summary>The connection string with what a look needs.</summary>
    /// <remarks>
    /// A connection of its own for each look: it sees that no slot is left, holds none in between, and a server that
    /// was restarted needs nothing mended. What is set for the session is set within each transaction, because behind a
    /// pooler (PgBouncer in transaction mode) there is no session; nothing is prepared for the same reason.
    /// </remarks>
    public static NpgsqlConnectionStringBuilder Of(PostgresProbeOptions options)
    {
        var builder = new NpgsqlConnectionStringBuilder(options.Connection);
        var given = builder.Keys.Cast<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        // Our own token comes first; these are for what does not hear it.
        var seconds = (int)Math.Ceiling(options.Patience.TotalSeconds) + 1;
        builder.Pooling = false;
        builder.Multiplexing = false;
        builder.Enlist = false;
        builder.MaxAutoPrepare = 0;
        builder.Timeout = seconds;
        builder.CommandTimeout = seconds;
        // A statement that we gave up is cut off at once: asking to cancel it would open another connection.
        builder.CancellationTimeout = -1;
        builder.IncludeErrorDetail = false;
        if (!given.Contains("Application Name")) builder.ApplicationName = "bellwether";
        return builder;
    }
}
