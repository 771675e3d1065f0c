using System.Globalization;
using System.Text.RegularExpressions;

namespace Bellwether.Agent.Commands;

/// <summary>Durations as people write them: <c>500ms</c>, <c>90s</c>, <c>1h30m</c>, <c>2d</c>.</summary>
internal static partial class Durations
{
    public const string Hint = "write it as 500ms, 90s, 30m, 1h30m or 2d";

    /// <summary>Longest that is understood: a year.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Reads a duration; null where it is none, not positive, or over a year.</summary>
    public static TimeSpan? Parse(string text)
    {
        var match = Form().Match(text);
        if (!match.Success) return null;
        var seconds = Part(match, "d") * 86_400 + Part(match, "h") * 3_600 + Part(match, "m") * 60
            + Part(match, "s") + Part(match, "ms") / 1_000;
        return seconds > 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }

    /// <summary>Writes it in the same form, to the second from a minute on.</summary>
    public static string Format(TimeSpan duration)
    {
        if (duration < TimeSpan.FromSeconds(1)) return $"{duration.TotalMilliseconds:0}ms";
        if (duration < TimeSpan.FromMinutes(1)) return $"{duration.TotalSeconds:0.#}s";
        var text = duration.Days > 0 ? $"{duration.Days}d" : "";
        if (duration.Hours > 0) text += $"{duration.Hours}h";
        if (duration.Minutes > 0) text += $"{duration.Minutes}m";
        return duration.Seconds > 0 ? $"{text}{duration.Seconds}s" : text;
    }

    private static double Part(Match match, string unit) =>
        match.Groups[unit].Success ? double.Parse(match.Groups[unit].ValueSpan, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(
        @"\A(?=.)((?<d>[0-9]{1,9})d)?((?<h>[0-9]{1,9})h)?((?<m>[0-9]{1,9})m(?!s))?"
        + @"((?<s>[0-9]{1,9}(\.[0-9]{1,3})?)s)?((?<ms>[0-9]{1,9})ms)?\z",
        RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
