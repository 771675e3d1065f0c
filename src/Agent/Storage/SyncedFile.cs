namespace Bellwether.Agent.Storage;

/// <summary>Files that are on the disk when a call returns.</summary>
internal static class SyncedFile
{
    /// <exception cref="IOException">The disk refuses.</exception>
    public static void Sync(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Copies a file that others may be reading and writing.</summary>
    /// <exception cref="IOException">It cannot be read, or there is no room.</exception>
    public static void Copy(string from, string to)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var target = new FileStream(to, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        source.CopyTo(target);
        target.Flush(flushToDisk: true);
    }
}
