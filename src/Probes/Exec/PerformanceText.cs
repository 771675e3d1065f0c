using System.Globalization;
using System.Text;

namespace Bellwether.Probes.Exec;

/// <summary>Reads what a plug-in says: a line for people, and figures after a <c>|</c>.</summary>
/// <remarks>Source: the Monitoring Plugins Development Guidelines, section 2.6:
/// <c>'label'=value[UOM];warn;crit;min;max</c> with blanks between.</remarks>
internal static class PerformanceText
{
    /// <summary>Figures of one look; more are left out.</summary>
    public const int Most = 64;

    private const int LongestLabel = 128;

    private static readonly (string Unit, string Word, double Scale)[] Units =
    [
        ("", "", 1), ("s", "seconds", 1), ("ms", "seconds", 1e-3), ("us", "seconds", 1e-6), ("ns", "seconds", 1e-9),
        ("%", "ratio", 0.01), ("B", "bytes", 1), ("KB", "bytes", 1L << 10), ("MB", "bytes", 1L << 20),
        ("GB", "bytes", 1L << 30), ("TB", "bytes", 1L << 40), ("KiB", "bytes", 1L << 10), ("MiB", "bytes", 1L << 20),
        ("GiB", "bytes", 1L << 30), ("TiB", "bytes", 1L << 40), ("c", "", 1),
    ];

    /// <summary>The first line without its figures, and the figures of all lines, each label once.</summary>
    public static (string Line, IReadOnlyList<PerfValue> Values) Read(ReadOnlySpan<byte> output)
    {
        var lines = Encoding.UTF8.GetString(output).Split('\n');
        var values = new Dictionary<string, PerfValue>(StringComparer.Ordinal);
        var (first, hasFigures) = (lines[0].Split('|', 2), false);
        if (first.Length > 1) Add(first[1], values);
        // Of the long text below, all that follows a | are figures.
        foreach (var line in lines.Skip(1))
        {
            var parts = hasFigures ? ["", line] : line.Split('|', 2);
            if (parts.Length < 2) continue;
            hasFigures = true;
            Add(parts[1], values);
        }

        return (first[0].Trim(), [.. values.Values]);
    }

    private static void Add(string text, Dictionary<string, PerfValue> values)
    {
        for (var at = 0; values.Count < Most && TryNext(text, ref at, out var label, out var rest);)
            if (label.Length is > 0 and <= LongestLabel && Figure(label, rest) is { } value)
                values.TryAdd(label, value);
    }

    private static bool TryNext(string text, ref int at, out string label, out ReadOnlySpan<char> figure)
    {
        label = "";
        figure = default;
        while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
        if (at >= text.Length) return false;
        var name = new StringBuilder();
        if (text[at] == '\'')
        {
            // Two quotes within quotes are one.
            for (at++; at < text.Length && (text[at] != '\'' || Next(text, at) == '\''); at++)
            {
                if (text[at] == '\'') at++;
                name.Append(text[at]);
            }

            at++;
        }
        else
        {
            for (; at < text.Length && text[at] != '=' && !char.IsWhiteSpace(text[at]); at++) name.Append(text[at]);
        }

        label = name.ToString();
        if (at >= text.Length) return false;
        var start = at + 1;
        while (at < text.Length && !char.IsWhiteSpace(text[at])) at++;
        if (text[start - 1] == '=') figure = text.AsSpan(start, at - start);
        return true;
    }

    private static PerfValue? Figure(string label, ReadOnlySpan<char> figure)
    {
        var end = figure.IndexOf(';');
        var value = end < 0 ? figure : figure[..end];
        var length = 0;
        while (length < value.Length && IsOfNumber(value, length)) length++;
        var unit = value[length..];
        foreach (var (known, word, scale) in Units)
            if (unit.Equals(known, StringComparison.Ordinal) && double.TryParse(
                value[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
                && double.IsFinite(number * scale))
                return new(label, number * scale, word, unit is "c");
        return null;
    }

    private static bool IsOfNumber(ReadOnlySpan<char> text, int at) => text[at] switch
    {
        >= '0' and <= '9' or '.' or '-' or '+' => true,
        // 1e-3, and no unit that begins with it.
        'e' or 'E' => at > 0 && at + 1 < text.Length && (text[at + 1] is '-' or '+' || char.IsAsciiDigit(text[at + 1])),
        _ => false,
    };

    private static char Next(string text, int at) => at + 1 < text.Length ? text[at + 1] : ' ';
}
