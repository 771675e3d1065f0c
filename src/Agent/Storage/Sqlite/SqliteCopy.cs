using SQLitePCL;

namespace Bellwether.Agent.Storage.Sqlite;

/// <summary>A copy of a database file that is being made while the file is in use.</summary>
/// <remarks>
/// SQLite's own backup: what is written over the same connection between two steps gets into the copy as well, so the
/// copy is the file as it is at the last step. Each step, and nothing else, needs the owner's lock.
/// </remarks>
internal sealed class SqliteCopy : IDisposable
{
    /// <summary>Pages that one step copies: some milliseconds of a disk.</summary>
    public const int PagesOfStep = 256;

    private readonly string _path;
    private readonly sqlite3 _to;
    private readonly sqlite3_backup _backup;

    /// <exception cref="StorageException">The copy cannot be created.</exception>
    public SqliteCopy(sqlite3 from, string path)
    {
        _path = path;
        var opened = raw.sqlite3_open_v2(
            path, out _to, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE | raw.SQLITE_OPEN_EXCLUSIVE, null);
        if (opened != raw.SQLITE_OK)
        {
            _to.Dispose();
            throw Fault(opened);
        }

        // It is synced once, whole, when it is done.
        raw.sqlite3_exec(_to, "PRAGMA synchronous = OFF; PRAGMA journal_mode = OFF;");
        _backup = raw.sqlite3_backup_init(_to, "main", from, "main");
    }

    /// <summary>Copies some more pages.</summary>
    /// <returns>Whether pages are left.</returns>
    /// <exception cref="StorageException">The file cannot be read, or there is no room for the copy.</exception>
    public bool Step() => raw.sqlite3_backup_step(_backup, PagesOfStep) switch
    {
        raw.SQLITE_OK => true,
        raw.SQLITE_DONE => false,
        // Somebody's shell holds a lock for the moment: the next step tries again.
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => true,
        var code => throw Fault(code),
    };

    public void Dispose()
    {
        _backup.Dispose();
        _to.Dispose();
    }

    private StorageException Fault(int code) => new(
        (code & 0xFF) == raw.SQLITE_FULL ? StorageTrouble.Full : StorageTrouble.Unavailable,
        $"{_path}: it cannot be written ({raw.sqlite3_errstr(code).utf8_to_string()}).");
}
