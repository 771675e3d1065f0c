using System.Globalization;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Finds the severity of a line that is written for people.</summary>
/// <remarks>The first word that is a level decides, so that what a message talks about does not. In small letters a
/// word counts only where it is set apart, as in <c>[error]</c> or <c>fail:</c>.</remarks>
internal static class PlainSeverity
{
    /// <summary>Characters that are looked through: a level stands near the beginning.</summary>
    private const int Nearest = 160;

    /// <summary>What programs say without a logger when they fall.</summary>
    private static readonly string[] Falls =
    [
        "Unhandled exception", "Exception in thread ", "panic: ", "fatal error: ", "Uncaught ", "Segmentation fault",
        "thread '", "PHP Fatal error:",
    ];

    public static Severity Of(ReadOnlySpan<char> line)
    {
        if (OfPriority(line) is { } priority) return priority;
        if (OfKlog(line) is { } klog) return klog;
        foreach (var fall in Falls)
            if (line.StartsWith(fall, StringComparison.Ordinal) && (fall != "thread '" || line.Contains("' panicked at",
                StringComparison.Ordinal)))
                return Severity.Fatal;
        var found = OfWords(line[..Math.Min(line.Length, Nearest)]);
        return found is Severity.Unknown && IsException(line) ? Severity.Error : found;
    }

    /// <summary><c>TypeError: x</c>, <c>System.IO.IOException: x</c>: an exception that nobody caught, at the very
    /// beginning.</summary>
    public static bool IsException(ReadOnlySpan<char> line)
    {
        var colon = line.IndexOf(": ", StringComparison.Ordinal);
        if (colon is < 5 or > 200) return false;
        var name = line[..colon];
        if (!name.EndsWith("Error", StringComparison.Ordinal) && !name.EndsWith("Exception", StringComparison.Ordinal))
            return false;
        foreach (var c in name)
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '_' or '$' or '\\'))
                return false;
        return true;
    }

    private static Severity OfWords(ReadOnlySpan<char> line)
    {
        for (var at = 0; at < line.Length;)
        {
            if (!char.IsAsciiLetter(line[at]))
            {
                at++;
                continue;
            }

            var end = at;
            while (end < line.Length && (char.IsAsciiLetterOrDigit(line[end]) || line[end] == '_')) end++;
            var word = line[at..end];
            var (before, after) = (at > 0 ? line[at - 1] : ' ', end < line.Length ? line[end] : ' ');
            if (SeverityWords.Of(word) is not Severity.Unknown and var severity && IsSetApart(word, before, after))
                return severity;
            at = end;
        }

        return Severity.Unknown;
    }

    private static bool IsSetApart(ReadOnlySpan<char> word, char before, char after)
    {
        // A part of a name, of a path or of a date is no level.
        if (before is '.' or '/' or '-' or '_' || after is '.' or '/' or '=' or '-' or '(') return false;
        if (!word.ContainsAnyExceptInRange('A', 'Z')) return true;
        return (before is '[' or '<' or '(' or '|' && after is ']' or '>' or ')' or '|' or ':')
            || (after == ':' && before is ' ' or '\t' or ']')
            || (before is ' ' or ':' && after is ']');
    }

    /// <summary><c>&lt;11&gt;</c>: facility times eight and a severity.</summary>
    private static Severity? OfPriority(ReadOnlySpan<char> line)
    {
        if (line is not ['<', ..]) return null;
        var close = line.IndexOf('>');
        if (close is < 2 or > 4 || !int.TryParse(
            line[1..close], NumberStyles.None, CultureInfo.InvariantCulture, out var priority)) return null;
        return priority <= 191 ? SeverityWords.Of(priority % 8.0) : null;
    }

    /// <summary><c>E0523 17:01:02.123456 …</c>.</summary>
    private static Severity? OfKlog(ReadOnlySpan<char> line)
    {
        if (line.Length < 14 || line[5] != ' ' || line[8] != ':' || line[11] != ':') return null;
        if (line[1..5].ContainsAnyExceptInRange('0', '9')) return null;
        return line[0] switch
        {
            'I' => Severity.Info,
            'W' => Severity.Warning,
            'E' => Severity.Error,
            'F' => Severity.Fatal,
            _ => null,
        };
    }
}
