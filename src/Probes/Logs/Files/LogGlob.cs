using System.IO.Enumeration;

namespace Bellwether.Probes.Logs.Files;

/// <summary>An absolute path in which <c>*</c> and <c>?</c> stand for parts of one name each, never for a
/// slash.</summary>
internal static class LogGlob
{
    /// <summary>Entries of one folder that are gone through, and folders that a pattern may lead to.</summary>
    public const int MostEntries = 4096;

    /// <summary>Files that were packed after they were rotated hold nothing new.</summary>
    private static readonly string[] Packed = [".gz", ".xz", ".bz2", ".zst", ".lz4", ".lzma", ".zip", ".z"];

    private static readonly EnumerationOptions Flat = new()
    {
        IgnoreInaccessible = false,
        AttributesToSkip = FileAttributes.None,
        RecurseSubdirectories = false,
    };

    /// <summary>Why a text is no pattern; null where it is one.</summary>
    public static string? Fault(string pattern) =>
        !pattern.StartsWith('/') || pattern.EndsWith('/') ? $"'{pattern}' must be an absolute path of a file."
        : pattern.Contains('\0', StringComparison.Ordinal) ? "a path must not hold a NUL."
        : pattern.Split('/').Any(part => part is "." or "..") ? $"'{pattern}' must not hold '.' or '..'."
        : pattern.Contains("**", StringComparison.Ordinal) ? $"'{pattern}': ** is not known, * stands for one name."
        : null;

    public static bool IsPacked(string path) =>
        Array.Exists(Packed, ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Paths that a pattern means now, links among them; a path without wildcards is itself, there or
    /// not.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="refused">Takes why a folder cannot be read; the others are.</param>
    public static IReadOnlyList<string> Expand(string pattern, Action<Exception> refused)
    {
        if (!HasWildcard(pattern)) return [pattern];
        List<string> paths = [""];
        foreach (var part in pattern.Split('/').Skip(1))
            paths = HasWildcard(part)
                ? [.. paths.SelectMany(folder => Matches(folder, part, refused)).Take(MostEntries)]
                : [.. paths.Select(folder => $"{folder}/{part}")];
        return [.. paths.Where(path => !IsPacked(path))];
    }

    private static bool HasWildcard(string part) => part.AsSpan().ContainsAny('*', '?');

    private static IEnumerable<string> Matches(string folder, string part, Action<Exception> refused)
    {
        try
        {
            var all = new FileSystemEnumerable<string>(
                folder.Length == 0 ? "/" : folder, (ref entry) => entry.FileName.ToString(), Flat);
            // A name that begins with a dot is matched by a dot alone, as in a shell.
            return [.. all.Take(MostEntries)
                .Where(name => part[0] == '.' || name[0] != '.')
                .Where(name => FileSystemName.MatchesSimpleExpression(part, name, ignoreCase: false))
                .Select(name => $"{folder}/{name}")];
        }
        catch (Exception e) when (e is DirectoryNotFoundException or FileNotFoundException)
        {
            return [];
        }
        catch (IOException) when (!Directory.Exists(folder))
        {
            return [];
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            refused(e);
            return [];
        }
    }
}
