using System.Globalization;

namespace Bellwether.Probes.Logs.Files;

/// <summary>Files and folders that one look could not read.</summary>
internal sealed class RefusedFiles
{
    private readonly HashSet<string> _paths = new(StringComparer.Ordinal);
    private (string Word, string Sentence)? _first;
    private int _count;

    /// <summary>Why the first of them could not be read; null where all were.</summary>
    public (string Word, string Sentence)? First => _first;

    /// <summary>What is to be known where others were read; null for nothing.</summary>
    public string? Sentence => _first is not { } first ? null : _count == 1 ? $"left out: {first.Sentence}"
        : string.Create(CultureInfo.InvariantCulture, $"{_count} files left out: {first.Sentence}");

    public void Add(string? path, Exception why)
    {
        if (path is not null && !_paths.Add(path)) return;
        _count++;
        _first ??= why is UnauthorizedAccessException
            ? ("no-access", $"the agent may not read there: {why.Message}") : ("unreadable", why.Message);
    }

    /// <summary>Whether one of them is of a name that was read once: then it is the log itself.</summary>
    public bool HoldOneOf(IReadOnlySet<string> paths) => paths.Overlaps(_paths);
}
