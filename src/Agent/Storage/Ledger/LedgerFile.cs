using Bellwether.Agent.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Storage.Ledger;

/// <summary>The statements of <c>journal.db</c>. Its owner holds a lock and decides what a fault means.</summary>
internal sealed class LedgerFile : IDisposable
{
    public const string FileName = "journal.db";

    // A commit returns when it is on the platter. Never WAL: the system libraries in the field carry its reset bug.
    private const string Pragmas =
        "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY;";
    private const string Columns = "sequence, at, kind, deployment, key, flags, hash, digest, body";
    private const string EpochFact = "epoch";

    private readonly SqliteFile _file;

    private LedgerFile(SqliteFile file) => _file = file;

    public long UsedBytes => _file.UsedBytes;

    /// <summary>The same; 0 while the file cannot be read.</summary>
    public long KnownUsedBytes
    {
        get
        {
            try
            {
                return UsedBytes;
            }
            catch (StorageException)
            {
                return 0;
            }
        }
    }

    public long Epoch
    {
        get => _file.Number("SELECT value FROM facts WHERE name = $1", EpochFact);
        set => _file.Run(
            "INSERT INTO facts VALUES ($1, $2) ON CONFLICT DO UPDATE SET value = excluded.value", EpochFact, value);
    }

    /// <param name="folder">A folder that exists.</param>
    /// <param name="maxBytes">The file never grows beyond it; 0 for no limit.</param>
    /// <param name="readOnly">To audit it while an agent may be using it.</param>
    /// <exception cref="StorageException">It is damaged, too new, or cannot be opened.</exception>
    public static LedgerFile Open(string folder, long maxBytes, bool readOnly = false) => new(SqliteFile.Open(new()
    {
        Path = Path.Combine(folder, FileName),
        Schema = LedgerSchema.Schema,
        ReadOnly = readOnly,
        Pragmas = readOnly ? "" : Pragmas,
        MaxBytes = readOnly ? 0 : maxBytes,
    }));

    /// <summary>Adds records, and takes the bodies of others away, in one transaction that is synced when this
    /// returns.</summary>
    public void Append(IReadOnlyList<LedgerRow> rows, IReadOnlyList<LedgerRow> pruned, Action beforeCommit) =>
        _file.Transaction(() =>
        {
            foreach (var row in pruned)
                _file.Run("UPDATE records SET body = NULL, digest = $2 WHERE sequence = $1", row.Sequence, row.Digest);
            foreach (var row in rows) Insert(row);
        }, beforeCommit);

    public LedgerRow? Last() => One("ORDER BY sequence DESC LIMIT 1");

    public LedgerRow? At(long sequence) => One("WHERE sequence = $1", sequence);

    /// <summary>Whether that very record is in the file; false where it cannot be read.</summary>
    public bool Holds(LedgerRow row)
    {
        try
        {
            return At(row.Sequence) is { } found && found.Hash.AsSpan().SequenceEqual(row.Hash);
        }
        catch (StorageException)
        {
            return false;
        }
    }

    public LedgerRow? Find(string key) => One("WHERE key = $1", key);

    /// <summary>Records after a sequence, oldest first; those of some kinds left out, their bodies not even
    /// read.</summary>
    public IReadOnlyList<LedgerRow> After(long sequence, int limit, params IReadOnlyList<string> without)
    {
        var others = string.Concat(without.Select((_, i) => $" AND kind IS NOT ${i + 3}"));
        return Many(
            $"WHERE sequence > $1{others} ORDER BY sequence LIMIT $2", [sequence, limit, .. without]);
    }

    /// <summary>Sequence of the first record at or after an instant; null where there is none.</summary>
    public long? FirstSince(long atTicks)
    {
        var found = new List<long>();
        _file.Query(
            row => Add(found, row.GetInt64(0)), "SELECT sequence FROM records WHERE at >= $1 ORDER BY sequence LIMIT 1",
            atTicks);
        return found.Count == 0 ? null : found[0];
    }

    public IReadOnlyList<LedgerRow> OutgoingAfter(long sequence, int limit) =>
        Many("WHERE flags = 1 AND sequence > $1 ORDER BY sequence LIMIT $2", sequence, limit);

    public long CountOutgoingAfter(long sequence) =>
        _file.Number("SELECT count(*) FROM records WHERE flags = 1 AND sequence > $1", sequence);

    public IReadOnlyList<LedgerRow> OfDeployment(string id) => Many("WHERE deployment = $1 ORDER BY sequence", id);

    /// <summary>Records of a kind that still have their body and come after a sequence, oldest first.</summary>
    public IReadOnlyList<BodySize> BodySizes(string kind, long after, int limit)
    {
        var found = new List<BodySize>();
        _file.Query(
            row => Add(found, new(row.GetInt64(0), row.GetInt64(1), Text(row, 2), row.GetInt64(3))),
            """
            SELECT sequence, at, deployment, length(body) FROM records
            WHERE kind = $1 AND digest IS NULL AND sequence > $2 ORDER BY sequence LIMIT $3
            """,
            kind, after, limit);
        return found;
    }

    /// <summary>Where the channels stand, by name; empty for none.</summary>
    public IReadOnlyList<ChannelPosition> Positions()
    {
        var cursors = new List<(string Channel, long Cursor)>();
        var parked = new List<(string Channel, long Sequence)>();
        _file.Query(row => Add(cursors, (row.GetString(0), row.GetInt64(1))), "SELECT channel, cursor FROM positions");
        _file.Query(row => Add(parked, (row.GetString(0), row.GetInt64(1))),
            "SELECT channel, sequence FROM parked ORDER BY channel, sequence");
        var byChannel = parked.ToLookup(p => p.Channel, p => p.Sequence);
        return [.. cursors.Select(c => new ChannelPosition(c.Channel, c.Cursor, [.. byChannel[c.Channel]]))];
    }

    public void Save(ChannelPosition position, Action beforeCommit) => _file.Transaction(() =>
    {
        _file.Run("INSERT INTO positions VALUES ($1, $2) ON CONFLICT DO UPDATE SET cursor = excluded.cursor",
            position.Channel, position.Cursor);
        _file.Run("DELETE FROM parked WHERE channel = $1", position.Channel);
        foreach (var sequence in position.Parked)
            _file.Run("INSERT INTO parked VALUES ($1, $2)", position.Channel, sequence);
    }, beforeCommit);

    /// <summary>What SQLite itself finds wrong with the file, its indexes included; empty for nothing.</summary>
    public IReadOnlyList<string> Damage()
    {
        var lines = new List<string>();
        _file.Query(row => Add(lines, row.GetString(0)), "PRAGMA integrity_check(20)");
        return lines is ["ok"] ? [] : lines;
    }

    /// <summary>Begins a copy in another folder.</summary>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public SqliteCopy CopyTo(string folder) => _file.CopyTo(Path.Combine(folder, FileName));

    public void Dispose() => _file.Dispose();

    private void Insert(LedgerRow row) => _file.Run(
        $"INSERT INTO records ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        row.Sequence, row.AtTicks, row.Kind, row.Deployment, row.Key, row.Flags, row.Hash, row.Digest,
        row.Body?.ToArray());

    private LedgerRow? One(string where, params ReadOnlySpan<object?> values) =>
        Many(where, values) is [var row, ..] ? row : null;

    private List<LedgerRow> Many(string where, params ReadOnlySpan<object?> values)
    {
        var rows = new List<LedgerRow>();
        _file.Query(row => Add(rows, RowOf(row)), $"SELECT {Columns} FROM records {where}", values);
        return rows;
    }

    private static LedgerRow RowOf(SqliteDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        AtTicks = row.GetInt64(1),
        Kind = Text(row, 2) ?? "",
        Deployment = Text(row, 3),
        Key = Text(row, 4),
        Flags = row.GetInt64(5),
        Hash = Bytes(row, 6) ?? [],
        Digest = Bytes(row, 7),
        Body = Bytes(row, 8) is { } body ? (ReadOnlyMemory<byte>?)body : null,
    };

    private static bool Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return true;
    }

    private static string? Text(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static byte[]? Bytes(SqliteDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetFieldValue<byte[]>(column);
}
