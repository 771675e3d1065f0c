using System.Text.Json.Serialization;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>One look as the rules see it.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Instance">Which instance it looked at.</param>
/// <param name="Reachability">Good, bad or missing.</param>
/// <param name="Refused">Bad because nothing listened there (refused or reset), as while a process is replaced.</param>
/// <param name="Masked">Inside a deployment's window, an incident or maintenance.</param>
internal readonly record struct LookMark(
    DateTimeOffset At, string Instance, Reachability Reachability, bool Refused, bool Masked)
{
    private const int LongestWhy = 160;

    /// <summary>Masked for no other reason than a version that had yet to prove itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Unproven { get; init; }

    /// <summary>Nobody told it: it stands for a look that a silent sidecar may still tell.</summary>
    public bool Assumed { get; init; }

    /// <summary>Why it is bad or degraded, for a person, at most 160 characters; null where it is neither, or where
    /// nothing more is known.</summary>
    public string? Why { get; init; }

    /// <summary>The words of a bad look: its detail, or the reason in one word; the detail of a degraded one; null for
    /// others.</summary>
    public static string? WhyOf(Look look)
    {
        if (look.Reachability is not Reachability.Bad && !look.Degraded) return null;
        return Cut(look.Detail ?? look.Reason);
    }

    /// <summary>Words as somebody else told them: as short, and on one line; null for none.</summary>
    public static string? WhyTold(string? words) => string.IsNullOrWhiteSpace(words) ? null
        : Cut(string.Concat(words.Select(c => char.IsControl(c) ? ' ' : c)));

    /// <summary>Never within a letter: half of one is written as another, and a replay would read other words than the
    /// verdict was made of.</summary>
    private static string? Cut(string? words)
    {
        if (words is null || words.Length <= LongestWhy) return words;
        var length = char.IsHighSurrogate(words[LongestWhy - 2]) ? LongestWhy - 2 : LongestWhy - 1;
        return words[..length] + "…";
    }
}
