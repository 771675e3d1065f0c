using Bellwether.Agent.Storage.Sqlite;

namespace Bellwether.Agent.Storage.History;

/// <summary>The tables of <c>history.db</c>.</summary>
internal static class HistorySchema
{
    /// <remarks>
    /// What repeats is stored once: the names of a series, versions, bounds. <c>at</c> and <c>width</c> are in
    /// milliseconds. A row is found by series and time alone, so the table is its own index.
    /// </remarks>
    private const string First = """
        CREATE TABLE series (
            id INTEGER PRIMARY KEY,
            service TEXT NOT NULL, environment TEXT NOT NULL, signal TEXT NOT NULL, kind TEXT NOT NULL,
            unit TEXT NOT NULL,
            instance TEXT NOT NULL, control INTEGER NOT NULL,
            UNIQUE (service, environment, signal, kind, unit, instance, control));
        CREATE TABLE versions (id INTEGER PRIMARY KEY, version TEXT NOT NULL UNIQUE);
        CREATE TABLE bounds (id INTEGER PRIMARY KEY, bounds BLOB NOT NULL UNIQUE);
        CREATE TABLE points (
            series INTEGER NOT NULL, at INTEGER NOT NULL, width INTEGER NOT NULL, version INTEGER, bounds INTEGER,
            payload BLOB NOT NULL,
            PRIMARY KEY (series, at, width)) WITHOUT ROWID;
        """;

    public static SqliteSchema Schema { get; } = new([First]);
}
