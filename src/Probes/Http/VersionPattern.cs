using System.Text.RegularExpressions;

namespace Bellwether.Probes.Http;

/// <summary>Expressions that find a version in a text. Without backtracking: no text can make them slow.</summary>
internal static class VersionPattern
{
    /// <summary>Longest pattern.</summary>
    public const int Longest = 256;

    /// <summary>Longest version; a longer one is none.</summary>
    public const int LongestVersion = 128;

    private const RegexOptions Options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;

    /// <exception cref="ArgumentException">It has a <see cref="Fault"/>.</exception>
    public static Regex? Of(string? pattern) => pattern is null ? null : new(pattern, Options);

    /// <summary>What is wrong with a pattern; null for nothing.</summary>
    public static string? Fault(string pattern)
    {
        if (pattern.Length is 0 or > Longest) return $"pattern must be 1 to {Longest} characters.";
        try
        {
            return new Regex(pattern, Options).GetGroupNumbers().Length == 2 ? null
                : "pattern must have exactly one group, which is the version.";
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"pattern cannot be read: {e.Message}";
        }
    }

    /// <summary>First group of the first match; null for none.</summary>
    public static string? Find(Regex? pattern, string text) =>
        pattern?.Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    /// <summary>A version becomes a label: one that is too long or holds controls is none.</summary>
    public static string? Sane(string? version) => version?.Trim() is { Length: > 0 and <= LongestVersion } trimmed
        && !trimmed.Any(char.IsControl) ? trimmed : null;
}
