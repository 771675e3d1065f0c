namespace Bellwether.Probes.Logs.Messages;

/// <summary>Tells lines that go on with the message before: stack traces above all.</summary>
internal static class Continuation
{
    /// <summary>After it come indented lines and then, not indented, what was raised.</summary>
    public const string Traceback = "Traceback (most recent call last):";

    private static readonly string[] Beginnings =
    [
        "at ", "Caused by:", "Suppressed:", "--- End of ", "... ", "--->", "---> ", "goroutine ", "stack backtrace:",
        "note: run with ", "During handling of the above exception", "The above exception was the direct cause",
        "created by ", "exit status ", "#0 ", "#1 ", "#2 ", "^",
    ];

    public static bool Is(ReadOnlySpan<char> line)
    {
        if (line[0] is ' ' or '\t') return !BeginsWithLevel(line.TrimStart());
        if (line is ['}' or ']' or ')', ..]) return true;
        foreach (var beginning in Beginnings)
            if (line.StartsWith(beginning, StringComparison.Ordinal))
                return true;
        return false;
    }

    /// <summary>Some loggers indent their levels.</summary>
    private static bool BeginsWithLevel(ReadOnlySpan<char> line)
    {
        var end = line.IndexOfAnyExceptInRange('A', 'Z');
        return end > 0 && SeverityWords.Of(line[..end]) is not Severity.Unknown;
    }
}
