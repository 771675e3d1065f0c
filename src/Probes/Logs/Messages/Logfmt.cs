namespace Bellwether.Probes.Logs.Messages;

/// <summary>Lines of <c>key=value key="a value"</c>.</summary>
internal static class Logfmt
{
    private static readonly string[] Levels = ["level", "lvl", "severity", "loglevel"];
    private static readonly string[] Texts = ["msg", "message", "event"];
    private static readonly string[] Errors = ["err", "error", "exception"];

    /// <summary>Where in a line its level, its text and its error stand; null where it has no level in that
    /// form.</summary>
    public static (Severity Severity, Range Text, Range Error)? Read(ReadOnlySpan<char> line)
    {
        var (severity, text, error) = (Severity.Unknown, default(Range), default(Range));
        for (var at = 0; Pair(line, ref at) is var (key, value);)
        {
            if (Is(line[key], Levels)) severity = SeverityWords.Of(line[value]);
            else if (Is(line[key], Texts)) text = value;
            else if (Is(line[key], Errors)) error = value;
        }

        return severity is Severity.Unknown ? null : (severity, text, error);
    }

    /// <summary>The next pair; null at the end.</summary>
    private static (Range Key, Range Value)? Pair(ReadOnlySpan<char> line, ref int at)
    {
        while (true)
        {
            while (at < line.Length && line[at] == ' ') at++;
            var length = line[at..].IndexOfAny(' ', '=');
            if (length < 0) return null;
            var key = at..(at + length);
            at += length + 1;
            if (line[at - 1] != '=') continue;
            return (key, Value(line, ref at));
        }
    }

    private static Range Value(ReadOnlySpan<char> line, ref int at)
    {
        if (at < line.Length && line[at] == '"')
        {
            var from = ++at;
            while (at < line.Length && line[at] != '"') at += line[at] == '\\' ? 2 : 1;
            var close = Math.Min(at, line.Length);
            at = Math.Min(close + 1, line.Length);
            return from..close;
        }

        var start = at;
        while (at < line.Length && line[at] != ' ') at++;
        return start..at;
    }

    private static bool Is(ReadOnlySpan<char> key, string[] names)
    {
        foreach (var name in names)
            if (key.Equals(name, StringComparison.OrdinalIgnoreCase))
                return true;
        return false;
    }
}
