namespace Bellwether.Probes.Logs.Files;

/// <summary>Follows the files that some patterns name, through every kind of rotation. Blocks while it reads.</summary>
/// <param name="patterns">See <see cref="LogGlob"/>.</param>
/// <param name="limits">How much.</param>
/// <param name="open">Gives who takes the lines of a file.</param>
/// <param name="learner">Gives who learns from the past of a file; null for nobody.</param>
/// <param name="clock">The clock by which files are born; null for the host's, whatever clock the probe has.</param>
internal sealed class FileFollower(
    IReadOnlyList<string> patterns, FollowLimits limits, Func<ILineTaker> open, Func<ILineTaker?> learner,
    TimeProvider? clock = null) : IDisposable
{
    /// <summary>Looks without anything new after which a file that no pattern leads to any more is let go. Its writer
    /// opens the next one at its own pace.</summary>
    private const int QuietLooks = 6;

    /// <summary>Files without a name that are still read: a writer has one of them, seldom two.</summary>
    private const int MostNameless = 8;

    /// <summary>Names that are remembered as read.</summary>
    private const int MostNames = 1024;

    /// <summary>Seconds by which a file system's clock may be behind.</summary>
    private const long Lag = 2;

    private readonly List<FollowedFile> _files = [];
    private readonly SeenFiles _seen = new();
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private readonly byte[] _buffer = new byte[ReadBuffer.Bytes];
    private long? _began;

    /// <summary>How many files are open.</summary>
    public int Open => _files.Count;

    /// <summary>Reads what is new in all files. One that cannot be read is left out, and that is said.</summary>
    public Followed Look()
    {
        var refused = new RefusedFiles();
        var found = Find(refused);
        var now = (clock ?? TimeProvider.System).GetUtcNow().ToUnixTimeSeconds();
        foreach (var file in _files) file.IsNamed = false;
        foreach (var (path, facts) in Latest(found)) Name(path, facts, refused);
        if (_files.Count > 0 || refused.First is null) _began ??= now;
        _seen.Remember([.. found.Select(one => one.Facts)]);
        var skipped = Read(refused);
        LetGo();
        // Without a file that has its name, or where the log itself may not be read any more, silence says nothing.
        if (refused.First is var (word, sentence)
            && (!_files.Exists(file => file.IsNamed) || refused.HoldOneOf(_names)))
            return new(skipped, word, sentence);
        if (_files.Count == 0)
            return new(skipped, "no-file",
                $"there is no file {patterns[0]}{(patterns.Count > 1 ? " or the like" : "")}");
        var tooMany = found.Count <= limits.Files ? null
            : $"{found.Count} files match, and {limits.Files} of them are followed (max-files)";
        return new(skipped, null, tooMany is null || refused.Sentence is null
            ? tooMany ?? refused.Sentence : $"{tooMany}; {refused.Sentence}");
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
        _files.Clear();
    }

    /// <summary>Plain files that patterns lead to, each once.</summary>
    private List<(string Path, FileFacts Facts)> Find(RefusedFiles refused)
    {
        var found = new Dictionary<FileKey, (string Path, FileFacts Facts)>();
        foreach (var path in patterns.SelectMany(pattern => LogGlob.Expand(pattern, e => refused.Add(null, e))))
        {
            if (FileFacts.Of(path, out var absent) is { } facts)
            {
                if (facts.IsRegular) found.TryAdd(facts.Key, (path, facts));
            }
            else if (!absent)
            {
                refused.Add(path, new UnauthorizedAccessException($"access to {path} is denied"));
            }
        }

        return [.. found.Values];
    }

    /// <summary>The ones written to last where there are too many.</summary>
    private IEnumerable<(string Path, FileFacts Facts)> Latest(List<(string Path, FileFacts Facts)> found) =>
        found.Count <= limits.Files ? found : found.OrderByDescending(one => one.Facts.Changed)
            .ThenBy(one => one.Path, StringComparer.Ordinal).Take(limits.Files);

    private void Name(string path, FileFacts facts, RefusedFiles refused)
    {
        if (_files.Find(file => file.Key == facts.Key) is { } known)
        {
            known.IsNamed = true;
            return;
        }

        FollowedFile? opened = null;
        try
        {
            opened = FollowedFile.Open(path, limits.LineBytes, open());
            if (opened is null) return;
            Begin(opened, facts);
            _files.Add(opened);
            if (_names.Count < MostNames) _names.Add(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone since it was found: whatever takes its place is found by the next look.
            opened?.Dispose();
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            opened?.Dispose();
            refused.Add(path, e);
        }
    }

    /// <summary>Goes past what is of before: what was there at the first look, or was made before it and came into
    /// sight later; what stood there when it was not followed; the copy that is made of a file before it is
    /// emptied.</summary>
    private void Begin(FollowedFile file, FileFacts facts)
    {
        if (_began is null && limits.PastBytes > 0 && learner() is { } who)
            file.TellPast(limits.PastBytes, who, limits.LineBytes);
        if (_began is null || _files.Exists(file.IsCopyOf)) file.GoToEnd();
        else if (file.Key == facts.Key && _seen.LengthOf(facts) is { } length) file.GoOnFrom(length);
        else if ((facts.Born ?? facts.Changed) < _began - Lag) file.GoToEnd();
    }

    private long Read(RefusedFiles refused)
    {
        var (left, skipped) = (limits.LookBytes, 0L);
        foreach (var file in _files.ToList())
        {
            try
            {
                var (read, over) = file.ReadOn(left, _buffer);
                left -= read;
                skipped += over;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The next look opens it anew where it has a name.
                refused.Add(null, e);
                Close(file);
            }
        }

        return skipped;
    }

    /// <summary>Closes what nobody writes to any more, unless it is all there is: its successor is still to
    /// come.</summary>
    private void LetGo()
    {
        var hasSuccessor = _files.Exists(file => file.IsNamed);
        var nameless = _files.Count(file => !file.IsNamed);
        foreach (var file in _files.Where(file => !file.IsNamed).ToList())
        {
            if (nameless <= MostNameless && (!hasSuccessor || file.Quiet < QuietLooks)) continue;
            Close(file);
            nameless--;
        }
    }

    private void Close(FollowedFile file)
    {
        _seen.LetGo(file);
        file.Dispose();
        _files.Remove(file);
    }
}
