namespace Bellwether.Agent.Storage.History;

/// <summary>The history as a command reads it or adds to it: each fault is told, and nothing is dropped or set
/// aside.</summary>
/// <remarks>The agent itself has <see cref="HistoryStore"/>, which goes on whatever happens.</remarks>
internal sealed class StoredHistory : IDisposable
{
    private readonly HistoryFile _file;

    private StoredHistory(HistoryFile file) => _file = file;

    /// <summary>Opens a history that is there to be read, also while an agent writes it.</summary>
    /// <exception cref="StorageException">There is none, or it cannot be read.</exception>
    public static StoredHistory OpenToRead(string folder) => File.Exists(Path.Combine(folder, HistoryFile.FileName))
        ? new(HistoryFile.OpenToRead(folder))
        : throw new StorageException(StorageTrouble.Unavailable,
            $"There is no history in {Path.GetFullPath(folder)}: no {HistoryFile.FileName}.");

    /// <summary>Opens a history to be added to, and begins one where there is none. The caller holds the folder's
    /// <see cref="StateLock"/>.</summary>
    /// <exception cref="StorageException">It cannot be opened, or is damaged.</exception>
    public static StoredHistory OpenToAdd(string folder, HistoryLimits limits) => new(HistoryFile.Open(folder, limits));

    /// <summary>Services and environments with rows, by name; empty for none.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public IReadOnlyList<(string Service, string Environment)> Services() => _file.Services();

    /// <summary>Signals with rows, by name; empty for none.</summary>
    /// <exception cref="StorageException">It cannot be read.</exception>
    public IReadOnlyList<SignalKey> Signals(string service, string environment) => Sound(
        () => _file.Signals(service, environment));

    /// <summary>Rows of that very signal, kind and unit too, that start in [from, to), oldest first.</summary>
    /// <exception cref="StorageException">It cannot be read, or a row is damaged.</exception>
    public void Read(SignalKey key, DateTimeOffset from, DateTimeOffset to, Action<HistoryRow> each) => Sound(() =>
    {
        _file.Read(key, (from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds()), row =>
        {
            if (row.Kind == key.Kind && row.Unit == key.Unit) each(row);
        });
        return 0;
    });

    /// <summary>Writes all rows or none. A row with the same series, start and width replaces the one
    /// before.</summary>
    /// <exception cref="StorageException">They cannot be written; nothing has changed.</exception>
    public void Add(IEnumerable<HistoryRow> rows) => _file.Append(rows);

    public void Dispose() => _file.Dispose();

    private static T Sound<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException e)
        {
            throw new StorageException(StorageTrouble.Damaged, $"{HistoryFile.FileName}: {e.Message}", e);
        }
    }
}
