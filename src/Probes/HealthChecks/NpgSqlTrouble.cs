using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Bellwether.Probes.Dialing;
using Npgsql;

namespace Bellwether.Probes.HealthChecks;

/// <summary>Whose fault an error of PostgreSQL's client is.</summary>
internal static class NpgSqlTrouble
{
    /// <summary>The look that an error stands for; null where nothing more is known than that it failed.</summary>
    public static Look? AsLook(Exception exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
            if (Of(e) is { } look)
                return look;
        return null;
    }

    private static Look? Of(Exception exception) => exception switch
    {
        PostgresException said => Of(said),
        SocketException
        {
            SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain or SocketError.NoData
            or SocketError.NoRecovery,
        } lookup => Look.Missing("resolver", $"the resolver has no address for the host: {lookup.SocketErrorCode}"),
        SocketException socket => SocketTrouble.AsLook(socket.SocketErrorCode),
        TimeoutException => Look.Bad("timeout", "PostgreSQL did not answer in time"),
        AuthenticationException => Look.Bad("tls", "no secure connection could be made"),
        EndOfStreamException => Look.Bad("reset", "PostgreSQL ended the connection"),
        // What lies beside this agent.
        FileNotFoundException or DirectoryNotFoundException or UnauthorizedAccessException or CryptographicException =>
            Look.Missing("connection-file",
                "a file that the connection string names (certificate, key, passfile) cannot be read"),
        // The one sentence by which the library tells it.
        NpgsqlException { InnerException: null } unsaid when unsaid.Message.StartsWith(
            "No password", StringComparison.Ordinal) => Look.Missing(
            "credentials", "PostgreSQL asks for a password, and the connection string has none"),
        _ => null,
    };

    /// <summary>What PostgreSQL says by its codes (Appendix A of its manual). Its own sentences may hold names of
    /// users and databases, so ours are used.</summary>
    private static Look Of(PostgresException said) => said.SqlState switch
    {
        // It answers, and does not let us look. A password that was changed here and not there says nothing about
        // what was deployed.
        ['2', '8', ..] => Look.Missing("credentials",
            $"PostgreSQL refuses the user, password or database that this agent was given ({said.SqlState})"),
        PostgresErrorCodes.InsufficientPrivilege => Look.Missing("credentials",
            $"this agent's user may not run the statement ({said.SqlState})"),
        PostgresErrorCodes.SyntaxError =>
            Look.Missing("sql", $"the statement of 'sql' cannot be read ({said.SqlState})"),
        // One code for three limits, of which that of our own role says nothing about anybody else. That of the
        // database (CheckMyDatabase) keeps the application out as well.
        PostgresErrorCodes.TooManyConnections when said.Routine is "InitializeSessionUserId" => Look.Missing(
            "role-limit", "this agent's own role has no connection left: raise its CONNECTION LIMIT"),
        PostgresErrorCodes.TooManyConnections => Look.Bad("too-many-connections", "no connection is left"),
        PostgresErrorCodes.CannotConnectNow => Look.Bad("starting", "PostgreSQL starts, recovers or shuts down"),
        PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown =>
            Look.Bad("shutting-down", $"PostgreSQL ended the connection ({said.SqlState})"),
        PostgresErrorCodes.QueryCanceled => Look.Bad("timeout", "the statement did not end in time"),
        PostgresErrorCodes.InvalidCatalogName => Look.Bad("no-database", "there is no such database"),
        { Length: 5 } state => Look.Bad($"sqlstate-{state.ToLowerInvariant()}", "PostgreSQL refused the statement"),
        _ => Look.Bad("unhealthy", "PostgreSQL refused the statement"),
    };
}
