using System.Globalization;

namespace Bellwether.Agent.Storage;

/// <summary>Where a running agent puts copies of its state: <c>backups/20260131T120000Z</c> in its own
/// folder.</summary>
internal static class BackupFolders
{
    /// <summary>How many are kept; the oldest go when another one is whole.</summary>
    public const int MostKept = 2;

    /// <summary>Room that must be left beside a copy, in bytes: a backup never fills the disk of the journal.</summary>
    public const long RoomLeft = 64L << 20;

    private const string Name = "backups";
    private const string Unfinished = ".new";
    private const UnixFileMode OwnerAlone = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Fills a new folder; it has its name only when it is whole.</summary>
    /// <param name="state">The folder of the state.</param>
    /// <param name="now">Instant it is named after.</param>
    /// <param name="bytes">Room that it takes.</param>
    /// <param name="fill">Puts the files into the folder that it gets.</param>
    /// <returns>The folder.</returns>
    /// <exception cref="StorageException">There is too little room, or it cannot be written.</exception>
    public static string Make(string state, DateTimeOffset now, long bytes, Action<string> fill)
    {
        var all = Path.Combine(state, Name);
        var place = Path.Combine(all, now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture));
        var beside = place + Unfinished;
        try
        {
            Create(all);
            foreach (var left in Directory.GetDirectories(all, $"*{Unfinished}"))
                Directory.Delete(left, recursive: true);
            RefuseWithoutRoom(all, bytes);
            Create(beside);
            fill(beside);
            foreach (var file in Directory.GetFiles(beside)) SyncedFile.Sync(file);
            if (Directory.Exists(place)) Directory.Delete(place, recursive: true);
            Directory.Move(beside, place);
            foreach (var old in Directory.GetDirectories(all).Order(StringComparer.Ordinal).SkipLast(MostKept))
                Directory.Delete(old, recursive: true);
            return place;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StorageException(StorageTrouble.Unavailable, $"{place} cannot be written: {e.Message}", e);
        }
        finally
        {
            Forget(beside);
        }
    }

    private static void RefuseWithoutRoom(string all, long bytes)
    {
        var free = new DriveInfo(all).AvailableFreeSpace;
        if (free < bytes + RoomLeft)
            throw new StorageException(StorageTrouble.Full,
                $"A backup takes {bytes >> 20} MiB and leaves {RoomLeft >> 20} MiB; "
                + $"{free >> 20} MiB are free in {all}.");
    }

    private static void Create(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerAlone);
    }

    private static void Forget(string folder)
    {
        try
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
        catch (IOException)
        {
            // The next backup takes it away.
        }
    }
}
