namespace Bellwether.Probes.Logs.Files;

/// <summary>Which files were found before, and how long they were: what stood in them then is the past, whether they
/// were followed or not.</summary>
internal sealed class SeenFiles
{
    /// <summary>Files that are remembered; past that those go that are not there now.</summary>
    public const int Most = 8192;

    private readonly Dictionary<FileKey, Seen> _files = [];

    /// <summary>Length of a file when it was found last; null where it was not.</summary>
    public long? LengthOf(FileFacts file) =>
        _files.TryGetValue(file.Key, out var seen) && seen.Born == file.Born ? seen.Length : null;

    /// <summary>Remembers how far one was read that is let go.</summary>
    public void LetGo(FollowedFile file)
    {
        if (_files.TryGetValue(file.Key, out var seen)) _files[file.Key] = seen with { Length = file.Offset };
    }

    /// <summary>Remembers what is there now. What is gone is remembered where it has a time of birth: another file may
    /// get its number.</summary>
    public void Remember(IReadOnlyCollection<FileFacts> found)
    {
        var now = found.Select(file => file.Key).ToHashSet();
        foreach (var (key, seen) in _files)
            if (!now.Contains(key) && (seen.Born is null || _files.Count > Most))
                _files.Remove(key);
        foreach (var file in found.Take(Most)) _files[file.Key] = new(file.Born, file.Size);
    }

    private readonly record struct Seen(long? Born, long Length);
}
