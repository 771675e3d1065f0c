namespace Bellwether.Probes.Logs.Files;

/// <summary>Follows the files that some patterns name, through every kind of rotation. Blocks while it reads.</summary>
/// <param name="patterns">See <see cref="LogGlob"/>.</param>
/// <param name="limits">How much.</param>
/// <param name="open">Gives who takes the lines of a file.</param>
/// <param name="learner">Gives who learns from the past of a file; null for nobody.</param>
internal sealed class FileFollower(
    IReadOnlyList<string> patterns, FollowLimits limits, Func<ILineTaker> open, Func<ILineTaker?> learner) : IDisposable
{
    /// <summary>Looks without anything new after which a file that no pattern leads to any more is let go. Its writer
    /// opens the next one at its own pace.</summary>
    private const int QuietLooks = 6;

    /// <summary>Files without a name that are still read: a writer has one of them, seldom two.</summary>
    private const int MostNameless = 8;

    private readonly List<FollowedFile> _files = [];
    private readonly byte[] _buffer = new byte[ReadBuffer.Bytes];
    private bool _hasBegun;

    /// <summary>How many files are open.</summary>
    public int Open => _files.Count;

    /// <summary>Reads what is new in all files.</summary>
    public Followed Look()
    {
        try
        {
            var (found, tooMany) = Find();
            foreach (var file in _files) file.IsNamed = false;
            foreach (var (path, key) in found) Name(path, key);
            _hasBegun = true;
            var skipped = Read();
            LetGo();
            return _files.Count == 0
                ? new(skipped, "no-file", $"there is no file {patterns[0]}{(patterns.Count > 1 ? " or the like" : "")}")
                : new(skipped, null, tooMany);
        }
        catch (UnauthorizedAccessException e)
        {
            return new(0, "no-access", $"the agent may not read there: {e.Message}");
        }
        catch (IOException e)
        {
            return new(0, "unreadable", e.Message);
        }
    }

    public void Dispose()
    {
        foreach (var file in _files) file.Dispose();
        _files.Clear();
    }

    /// <summary>Plain files that patterns lead to, each once, the ones written to last where there are too
    /// many.</summary>
    private (List<(string Path, FileKey Key)> Found, string? TooMany) Find()
    {
        var found = new Dictionary<FileKey, (string Path, long Changed)>();
        foreach (var path in patterns.SelectMany(LogGlob.Expand))
        {
            if (FileFacts.Of(path, out var absent) is { } facts)
            {
                if (facts.IsRegular) found.TryAdd(facts.Key, (path, facts.Changed));
            }
            else if (!absent)
            {
                throw new UnauthorizedAccessException($"access to {path} is denied");
            }
        }

        if (found.Count <= limits.Files) return ([.. found.Select(one => (one.Value.Path, one.Key))], null);
        var latest = found.OrderByDescending(one => one.Value.Changed)
            .ThenBy(one => one.Value.Path, StringComparer.Ordinal).Take(limits.Files);
        return ([.. latest.Select(one => (one.Value.Path, one.Key))],
            $"{found.Count} files match, and {limits.Files} of them are followed (max-files)");
    }

    private void Name(string path, FileKey key)
    {
        if (_files.Find(file => file.Key == key) is { } known)
        {
            known.IsNamed = true;
            return;
        }

        FollowedFile? opened;
        try
        {
            opened = FollowedFile.Open(path, limits.LineBytes, open());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Gone since it was found: whatever takes its place is found by the next look.
            return;
        }

        if (opened is null) return;
        // What was there before us is the past, and so is the copy that is made of a file before it is emptied.
        if (!_hasBegun && limits.PastBytes > 0 && learner() is { } who)
            opened.TellPast(limits.PastBytes, who, limits.LineBytes);
        if (!_hasBegun || _files.Exists(opened.IsCopyOf)) opened.GoToEnd();

        _files.Add(opened);
    }

    private long Read()
    {
        var (left, skipped) = (limits.LookBytes, 0L);
        foreach (var file in _files)
        {
            var (read, over) = file.ReadOn(left, _buffer);
            left -= read;
            skipped += over;
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
            file.Dispose();
            _files.Remove(file);
            nameless--;
        }
    }
}
