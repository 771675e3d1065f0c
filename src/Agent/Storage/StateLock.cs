namespace Bellwether.Agent.Storage;

/// <summary>The folder that holds all state, held by one process at a time for as long as this lives.</summary>
internal sealed class StateLock : IDisposable
{
    private const string LockName = "lock";
    private const string HolderName = "lock.holder";
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private readonly FileStream _lock;

    private StateLock(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Creates the folder where there is none, for its owner alone, and takes it.</summary>
    /// <exception cref="StorageException">Another process holds it, or it cannot be created or written.</exception>
    public static StateLock Take(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(full);
            else Directory.CreateDirectory(full, OwnerAlone);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageTrouble.Unavailable,
                $"The state folder {full} cannot be created: {e.Message} Choose another with --state.", e);
        }
        return new StateLock(full, Lock(full));
    }

    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        var path = System.IO.Path.Combine(folder, LockName);
        try
        {
            var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            NameHolder(folder);
            return held;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new StorageException(StorageTrouble.Unavailable,
                $"The state folder {folder} is not writable for this user. Choose another with --state.", e);
        }
        catch (IOException e)
        {
            throw new StorageException(StorageTrouble.Locked,
                $"The state folder {folder} is in use by {Holder(folder)}. One agent uses a folder at a time: "
                + "stop that one, or choose another with --state.", e);
        }
    }

    // Beside the lock, since nobody else can read a file that is locked. Who holds it is for people only: on a full
    // disk the name is missing and the lock still holds.
    private static void NameHolder(string folder)
    {
        try
        {
            File.WriteAllText(System.IO.Path.Combine(folder, HolderName), $"{Environment.ProcessId}");
        }
        catch (IOException)
        {
        }
    }

    private static string Holder(string folder)
    {
        try
        {
            var text = File.ReadAllText(System.IO.Path.Combine(folder, HolderName)).Trim();
            return int.TryParse(text, out var pid) ? $"process {pid}" : "another process";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another process";
        }
    }
}
