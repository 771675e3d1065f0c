using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>Why one part of a look is left out, in our words: the server's own may quote data.</summary>
internal static class PartTrouble
{
    public static string Words(string state) => state switch
    {
        PostgresErrorCodes.InsufficientPrivilege => "this role may not (42501): see GRANT in the probe's README",
        PostgresErrorCodes.QueryCanceled => "it did not end in time (57014)",
        PostgresErrorCodes.LockNotAvailable => "somebody holds a lock on it (55P03)",
        PostgresErrorCodes.ReadOnlySqlTransaction => "it would write, and looks are read-only (25006)",
        PostgresErrorCodes.UndefinedTable => "there is no such table (42P01)",
        PostgresErrorCodes.UndefinedColumn => "there is no such column (42703)",
        PostgresErrorCodes.SyntaxError => "the statement cannot be read (42601)",
        { Length: 5 } => $"PostgreSQL refused it ({state})",
        _ => "PostgreSQL refused it",
    };
}
