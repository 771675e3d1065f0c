using Bellwether.Agent.Storage.Sqlite;
using Bellwether.Contracts.Signals;
using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Storage.History;

/// <summary>The statements of <c>history.db</c>. Its owner holds a lock and decides what a fault means.</summary>
internal sealed class HistoryFile : IDisposable
{
    public const string FileName = "history.db";

    // A lost tail is allowed here, so commits need not wait for the platter; never WAL, whose reset bug is in the
    // field.
    private const string Pragmas =
        "PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = NORMAL; PRAGMA temp_store = MEMORY;";

    private readonly SqliteFile _file;
    private readonly HistoryNames _names;

    private HistoryFile(SqliteFile file) => (_file, _names) = (file, new HistoryNames(file));

    public long UsedBytes => _file.UsedBytes;

    public static HistoryFile Open(string folder, HistoryLimits limits) => new(SqliteFile.Open(new SqliteSettings
    {
        Path = Path.Combine(folder, FileName),
        Schema = HistorySchema.Schema,
        Pragmas = Pragmas,
        MaxBytes = limits.MaxBytes,
    }));

    /// <summary>Opens it so that nothing of it can change, also while an agent writes it.</summary>
    public static HistoryFile OpenToRead(string folder) => new(SqliteFile.Open(new SqliteSettings
    {
        Path = Path.Combine(folder, FileName),
        Schema = HistorySchema.Schema,
        ReadOnly = true,
    }));

    public void Append(IEnumerable<HistoryRow> rows)
    {
        try
        {
            _file.Transaction(() =>
            {
                foreach (var row in rows) Write(row);
            });
        }
        catch (StorageException)
        {
            _names.Forget();
            throw;
        }
    }

    public void Read(SignalKey key, (long From, long To) milliseconds, Action<HistoryRow> each) => _file.Query(
        row =>
        {
            each(RowOf(key, row));
            return true;
        },
        """
        SELECT s.kind, s.unit, s.instance, s.control, p.at, p.width, v.version, p.bounds, p.payload
        FROM series s JOIN points p ON p.series = s.id LEFT JOIN versions v ON v.id = p.version
        WHERE s.service = $1 AND s.environment = $2 AND s.signal = $3 AND p.at >= $4 AND p.at < $5
        ORDER BY p.at, s.instance, p.width
        """,
        key.Service, key.Environment, key.Signal, milliseconds.From, milliseconds.To);

    public IReadOnlyList<SignalKey> Signals(string service, string environment)
    {
        var keys = new List<SignalKey>();
        _file.Query(
            row =>
            {
                keys.Add(new(service, environment, row.GetString(0), KindOf(row.GetString(1)), row.GetString(2)));
                return true;
            },
            """
            SELECT DISTINCT signal, kind, unit FROM series WHERE service = $1 AND environment = $2
            ORDER BY signal, kind, unit
            """,
            service, environment);
        return keys;
    }

    /// <summary>Services and environments with rows, by name; empty for none.</summary>
    public IReadOnlyList<(string Service, string Environment)> Services()
    {
        var services = new List<(string, string)>();
        _file.Query(
            row =>
            {
                services.Add((row.GetString(0), row.GetString(1)));
                return true;
            },
            "SELECT DISTINCT service, environment FROM series ORDER BY service, environment");
        return services;
    }

    /// <summary>Start of the oldest row, in milliseconds; null where there is none.</summary>
    public long? Oldest()
    {
        long? oldest = null;
        _file.Query(
            row =>
            {
                oldest = row.IsDBNull(0) ? null : row.GetInt64(0);
                return false;
            },
            "SELECT min((SELECT min(at) FROM points WHERE series = s.id)) FROM series s");
        return oldest;
    }

    /// <summary>Removes rows that start before an instant, in milliseconds, and series that are left without
    /// any.</summary>
    public int RemoveBefore(long milliseconds)
    {
        var removed = 0;
        _file.Transaction(() =>
        {
            removed = _file.Run(
                "DELETE FROM points WHERE series IN (SELECT id FROM series) AND at < $1", milliseconds);
            _file.Run("DELETE FROM series WHERE NOT EXISTS (SELECT 1 FROM points WHERE series = series.id)");
        });
        _names.Forget();
        return removed;
    }

    /// <summary>Begins a copy in another folder.</summary>
    /// <exception cref="StorageException">It cannot be created.</exception>
    public SqliteCopy CopyTo(string folder) => _file.CopyTo(Path.Combine(folder, FileName));

    public void Dispose() => _file.Dispose();

    private void Write(HistoryRow row) => _file.Run(
        """
        INSERT INTO points (series, at, width, version, bounds, payload) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT DO UPDATE SET version = excluded.version, bounds = excluded.bounds, payload = excluded.payload
        """,
        _names.Series(row), row.At.ToUnixTimeMilliseconds(), (long)row.Width.TotalMilliseconds,
        _names.Version(row.Version), _names.Bounds(row.Bounds), HistoryPayload.Encode(row));

    private HistoryRow RowOf(SignalKey key, SqliteDataReader row) => HistoryPayload.Decode(
        new HistoryRow
        {
            Service = key.Service,
            Environment = key.Environment,
            Signal = key.Signal,
            Kind = KindOf(row.GetString(0)),
            Unit = row.GetString(1),
            Instance = row.GetString(2),
            Control = row.GetBoolean(3),
            At = DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(4)),
            Width = TimeSpan.FromMilliseconds(row.GetInt64(5)),
            Version = row.IsDBNull(6) ? null : row.GetString(6),
            Bounds = row.IsDBNull(7) ? [] : _names.Bounds(row.GetInt64(7)),
        },
        row.GetFieldValue<byte[]>(8));

    private static SignalKind KindOf(string word) => Enum.TryParse<SignalKind>(word, out var kind)
        ? kind
        : throw new InvalidDataException($"history.db has an unknown kind '{word}'.");
}
