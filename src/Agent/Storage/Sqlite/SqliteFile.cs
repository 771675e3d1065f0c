using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Storage.Sqlite;

/// <summary>One database file over one connection. Every fault comes out as a <see cref="StorageException"/>.</summary>
/// <remarks>Not safe for concurrent use: its owner holds a lock.</remarks>
internal sealed class SqliteFile : IDisposable
{
    /// <summary>Longest wait for a person's shell that holds a lock on the file, in seconds.</summary>
    private const int BusySeconds = 2;

    private readonly SqliteConnection _connection;
    private readonly SqliteSettings _settings;
    private readonly Dictionary<string, SqliteCommand> _prepared = [];

    private SqliteFile(SqliteConnection connection, SqliteSettings settings) =>
        (_connection, _settings) = (connection, settings);

    /// <summary>Opens it, creates it where there is none, and migrates an older one.</summary>
    /// <exception cref="StorageException">It is damaged, too new, or cannot be opened.</exception>
    public static SqliteFile Open(SqliteSettings settings)
    {
        SqliteLibrary.Bind();
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = settings.Path,
            Mode = settings.ReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        var file = new SqliteFile(connection, settings);
        try
        {
            file.Guarded(connection.Open);
            file.Prepare();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Bytes in use: pages of the file less those that are free.</summary>
    public long UsedBytes => (Number("PRAGMA page_count") - Number("PRAGMA freelist_count")) * PageBytes;

    private long PageBytes => Number("PRAGMA page_size");

    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    public int Run(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepared(sql, values);
        return Guarded(command.ExecuteNonQuery);
    }

    /// <summary>The first column of the first row as a number; 0 where there is none.</summary>
    public long Number(string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepared(sql, values);
        return Guarded(command.ExecuteScalar) is long number ? number : 0;
    }

    /// <summary>Rows one at a time; <paramref name="each"/> answers false to stop.</summary>
    public void Query(Func<SqliteDataReader, bool> each, string sql, params ReadOnlySpan<object?> values)
    {
        var command = Prepared(sql, values);
        Guarded(() =>
        {
            using var reader = command.ExecuteReader();
            while (reader.Read() && each(reader)) continue;
            return 0;
        });
    }

    /// <summary>Does it all or nothing. It is committed when this returns.</summary>
    public void Transaction(Action work, Action? beforeCommit = null)
    {
        Run("BEGIN IMMEDIATE");
        try
        {
            work();
            beforeCommit?.Invoke();
            Run("COMMIT");
        }
        catch
        {
            RollBack();
            throw;
        }
    }

    /// <summary>Begins a copy; its steps are taken by whoever may use this file.</summary>
    /// <exception cref="StorageException">The copy cannot be created.</exception>
    public SqliteCopy CopyTo(string path) => new(_connection.Handle!, path);

    public void Dispose()
    {
        foreach (var command in _prepared.Values) command.Dispose();
        _connection.Dispose();
    }

    // After some faults SQLite has rolled back by itself, and a second attempt would hide the first fault.
    private void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) != 0) return;
        try
        {
            Run("ROLLBACK");
        }
        catch (StorageException)
        {
            // The fault that led here is the one to report; the next opening rolls back what is left.
        }
    }

    private void Prepare()
    {
        if (_settings.Pragmas.Length > 0) Guarded(() => Execute(_settings.Pragmas));
        var version = (int)Number("PRAGMA user_version");
        if (version > _settings.Schema.Version) throw TooNew(version);
        if (version < _settings.Schema.Version)
        {
            if (_settings.ReadOnly) throw TooOld(version);
            if (version > 0) OlderFiles.Keep(_settings, version, CopyTo);
            Migrate(version);
        }

        if (_settings.MaxBytes > 0) Run($"PRAGMA max_page_count = {_settings.MaxBytes / PageBytes}");
    }

    private StorageException TooNew(int version) => new(StorageTrouble.TooNew,
        $"{_settings.Name} has schema {version}; this build reads up to {_settings.Schema.Version}. "
        + $"Run the version of Bellwether that wrote it, or a newer one.{OlderFiles.Hint(_settings)}");

    private StorageException TooOld(int version) => new(StorageTrouble.Unavailable,
        $"{_settings.Name} has schema {version}, from before this build, which reads {_settings.Schema.Version}: "
        + "the agent migrates it when it starts.");

    private void Migrate(int from) => Transaction(() =>
    {
        foreach (var step in _settings.Schema.Steps.Skip(from)) Guarded(() => Execute(step));
        Guarded(() => Execute($"PRAGMA user_version = {_settings.Schema.Version}"));
    });

    private int Execute(string script)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = script;
        return command.ExecuteNonQuery();
    }

    private SqliteCommand Prepared(string sql, ReadOnlySpan<object?> values)
    {
        if (!_prepared.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
            command.CommandText = sql;
            for (var i = 1; i <= values.Length; i++)
                command.Parameters.Add(new SqliteParameter { ParameterName = $"${i}" });
            _prepared.Add(sql, command);
        }
        for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
        return command;
    }

    private void Guarded(Action work) => Guarded(() =>
    {
        work();
        return 0;
    });

    private T Guarded<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (SqliteException e) when (!IsOurBug(e))
        {
            throw Translated(e);
        }
    }

    private static bool IsOurBug(SqliteException e) =>
        e.SqliteErrorCode is SQLitePCL.raw.SQLITE_CONSTRAINT or SQLitePCL.raw.SQLITE_MISUSE;

    private StorageException Translated(SqliteException e)
    {
        var trouble = e.SqliteErrorCode switch
        {
            SQLitePCL.raw.SQLITE_FULL => StorageTrouble.Full,
            SQLitePCL.raw.SQLITE_CORRUPT or SQLitePCL.raw.SQLITE_NOTADB => StorageTrouble.Damaged,
            _ => StorageTrouble.Unavailable,
        };
        var what = trouble switch
        {
            StorageTrouble.Full => "no room left on the disk, or in the file's own limit",
            StorageTrouble.Damaged => "the file is damaged",
            _ => "it cannot be read or written",
        };
        return new StorageException(trouble, $"{_settings.Name}: {what} ({e.Message.TrimEnd('.')}).", e);
    }
}
