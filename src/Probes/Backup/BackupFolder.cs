using System.IO.Enumeration;

namespace Bellwether.Probes.Backup;

/// <summary>Finds backups in the file system: one file, or what a folder holds.</summary>
internal static class BackupFolder
{
    /// <summary>Most entries looked at in the folder, and files counted below one of them.</summary>
    public const int MostEntries = 10_000;

    private static readonly EnumerationOptions Below = new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>Newest first; empty for none, null where there is neither file nor folder. Sizes of the two newest
    /// alone.</summary>
    /// <exception cref="IOException">The file system cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">We may not.</exception>
    public static IReadOnlyList<BackupCopy>? Copies(string path, string match, DateTimeOffset now)
    {
        if (!Directory.Exists(path))
        {
            var file = new FileInfo(path);
            if (file.Exists) return [Copy(file, isMeasured: true)];
            // What may not be looked into seems not to be there.
            File.GetAttributes(path);
            return null;
        }

        var found = new DirectoryInfo(path).EnumerateFileSystemInfos().Take(MostEntries)
            .Where(entry => FileSystemName.MatchesSimpleExpression(match, entry.Name, ignoreCase: false))
            .OrderByDescending(entry => entry.LastWriteTimeUtc).ToList();
        // One that is still being written is neither old nor small; the only one there is counts all the same.
        var whole = found.Where(entry => now - entry.LastWriteTimeUtc >= BackupProbe.Settling).ToList();
        return [.. (whole.Count > 0 ? whole : found).Select((entry, place) => Copy(entry, isMeasured: place < 2))];
    }

    /// <summary>When a file was written last; null where there is none.</summary>
    public static DateTimeOffset? WrittenAt(string file) =>
        File.Exists(file) ? new DateTimeOffset(File.GetLastWriteTimeUtc(file)) : null;

    private static BackupCopy Copy(FileSystemInfo entry, bool isMeasured) =>
        new(new DateTimeOffset(entry.LastWriteTimeUtc), isMeasured ? Size(entry) : null);

    private static long? Size(FileSystemInfo entry)
    {
        if (entry is FileInfo file) return file.Length;
        var (bytes, files) = (0L, 0);
        foreach (var below in ((DirectoryInfo)entry).EnumerateFiles("*", Below))
        {
            if (++files > MostEntries) return null;
            bytes += below.Length;
        }

        return bytes;
    }
}
