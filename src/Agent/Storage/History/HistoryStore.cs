using Bellwether.Agent.Storage.Sqlite;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Storage.History;

/// <summary>What signals did, for as long as it is worth knowing. May lose its tail; never stops the agent.</summary>
/// <remarks>
/// Safe for concurrent use. A row with the same series, start and width replaces the one before it, so that writing
/// a batch again changes nothing. Where the disk refuses, rows are dropped and counted; a damaged file is set aside.
/// </remarks>
internal sealed class HistoryStore : IDisposable
{
    private const double RoomAfterPruning = 0.9;

    private readonly Lock _lock = new();
    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly HistoryLimits _limits;
    private readonly List<string> _setAside = [];
    private HistoryFile? _file;
    private long _dropped;
    private string? _lastError;

    private HistoryStore(string folder, TimeProvider time, HistoryLimits limits)
    {
        (_folder, _time, _limits) = (folder, time, limits);
        try
        {
            _file = HistoryFile.Open(folder, limits);
        }
        catch (StorageException e) when (e.Trouble is StorageTrouble.Damaged)
        {
            SetAside(e);
            _file = HistoryFile.Open(folder, limits);
        }
    }

    /// <summary>Opens <c>history.db</c> in a folder that exists; a damaged one is set aside and a new one
    /// begun.</summary>
    /// <exception cref="StorageException">It is too new, or cannot be opened at all.</exception>
    public static HistoryStore Open(string folder, TimeProvider time, HistoryLimits? limits = null) =>
        new(folder, time, limits ?? new HistoryLimits());

    public HistoryHealth Health
    {
        get
        {
            lock (_lock) return new(Try(() => File.UsedBytes, 0), _dropped, [.. _setAside], _lastError);
        }
    }

    /// <summary>Writes a batch in one transaction. What cannot be written is dropped, and counted in <see
    /// cref="Health"/>.</summary>
    public void Append(IReadOnlyList<HistoryRow> rows)
    {
        if (rows.Count == 0) return;
        lock (_lock)
        {
            try
            {
                File.Append(rows);
            }
            catch (StorageException e)
            {
                AppendAgain(rows, e);
            }
        }
    }

    /// <summary>Rows of one signal that start in [from, to), oldest first, then by instance; empty for none.</summary>
    public IReadOnlyList<HistoryRow> Read(
        string service, string environment, string signal, DateTimeOffset from, DateTimeOffset to)
    {
        var rows = new List<HistoryRow>();
        Read(new SignalKey(service, environment, signal, SignalKind.Gauge, ""), from, to, rows.Add);
        return rows;
    }

    /// <summary>The same rows one at a time, for stretches that are too long to hold. The store is busy until the
    /// last.</summary>
    /// <param name="key">Service, environment and signal are used; kind and unit are not.</param>
    /// <param name="from">First start that is wanted.</param>
    /// <param name="to">First start that is no longer wanted.</param>
    /// <param name="each">Called for each row; does not call the store.</param>
    public void Read(SignalKey key, DateTimeOffset from, DateTimeOffset to, Action<HistoryRow> each)
    {
        var range = (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds());
        lock (_lock)
        {
            Try(() =>
            {
                File.Read(key, range, each);
                return 0;
            }, 0);
        }
    }

    /// <summary>Signals with rows, by name; empty for none.</summary>
    public IReadOnlyList<SignalKey> Signals(string service, string environment)
    {
        lock (_lock) return Try(() => File.Signals(service, environment), []);
    }

    /// <summary>Removes rows older than the limit, then the oldest ones until the file's room suffices. Called now and
    /// then.</summary>
    public void Prune()
    {
        lock (_lock)
        {
            Try(() =>
            {
                PruneBefore((_time.GetUtcNow() - _limits.Keep).ToUnixTimeMilliseconds());
                while (File.UsedBytes > _limits.MaxBytes * RoomAfterPruning && RemoveOldestStretch()) continue;
                return 0;
            }, 0);
        }
    }

    /// <summary>Copies it to another folder, some pages at a time: whoever writes waits for one step at most.</summary>
    /// <exception cref="StorageException">It cannot be read, or the copy cannot be written.</exception>
    public void CopyTo(string folder, CancellationToken stopping)
    {
        SqliteCopy copy;
        lock (_lock) copy = File.CopyTo(folder);
        try
        {
            for (var more = true; more;)
            {
                stopping.ThrowIfCancellationRequested();
                lock (_lock) more = copy.Step();
            }
        }
        finally
        {
            lock (_lock) copy.Dispose();
        }
    }

    public void Dispose()
    {
        lock (_lock) _file?.Dispose();
    }

    // None for a moment, where a damaged file was set aside and a new one could not be made yet.
    private HistoryFile File => _file ??= HistoryFile.Open(_folder, _limits);

    private void AppendAgain(IReadOnlyList<HistoryRow> rows, StorageException first)
    {
        try
        {
            if (first.Trouble is StorageTrouble.Damaged) SetAside(first);
            else if (first.Trouble is StorageTrouble.Full) RemoveOldestStretch();
            else throw first;
            File.Append(rows);
        }
        catch (StorageException e)
        {
            _dropped += rows.Count;
            _lastError = e.Message;
        }
    }

    private void PruneBefore(long limit)
    {
        while (File.Oldest() is { } oldest && oldest < limit)
            File.RemoveBefore(Math.Min(limit, oldest + Stretch));
    }

    private bool RemoveOldestStretch() => File.Oldest() is { } oldest && File.RemoveBefore(oldest + Stretch) > 0;

    private long Stretch => (long)_limits.PruneStretch.TotalMilliseconds;

    private T Try<T>(Func<T> work, T otherwise)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is StorageException or InvalidDataException)
        {
            _lastError = e.Message;
            if (e is InvalidDataException or StorageException { Trouble: StorageTrouble.Damaged }) SetAside(e);
            return otherwise;
        }
    }

    private void SetAside(Exception reason)
    {
        _file?.Dispose();
        _file = null;
        _lastError = reason.Message;
        try
        {
            _setAside.Add(DamagedFiles.SetAside(Path.Combine(_folder, HistoryFile.FileName), _time.GetUtcNow()));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It stays where it is, and each attempt finds it damaged again and counts what it drops.
            _lastError = $"{reason.Message} It cannot be set aside: {e.Message}";
        }
    }
}
