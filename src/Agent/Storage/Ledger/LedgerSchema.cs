using Bellwether.Agent.Storage.Sqlite;

namespace Bellwether.Agent.Storage.Ledger;

/// <summary>The tables of <c>journal.db</c>.</summary>
internal static class LedgerSchema
{
    /// <remarks>The body comes last: what is before it is read without touching the pages that a long body
    /// fills.</remarks>
    private const string First = """
        CREATE TABLE records (
            sequence INTEGER PRIMARY KEY,
            at INTEGER NOT NULL, kind TEXT NOT NULL, deployment TEXT, key TEXT UNIQUE, flags INTEGER NOT NULL,
            hash BLOB NOT NULL, digest BLOB, body BLOB);
        CREATE INDEX records_of_deployment ON records (deployment) WHERE deployment IS NOT NULL;
        CREATE INDEX records_outgoing ON records (sequence) WHERE flags = 1;
        CREATE TABLE positions (channel TEXT PRIMARY KEY, cursor INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE parked (channel TEXT, sequence INTEGER, PRIMARY KEY (channel, sequence)) WITHOUT ROWID;
        CREATE TABLE facts (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        """;

    public static SqliteSchema Schema { get; } = new([First]);
}
