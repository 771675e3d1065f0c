namespace Bellwether.Probes.Logs.Messages;

/// <summary>What loggers call their levels.</summary>
internal static class SeverityWords
{
    private static readonly Dictionary<string, Severity> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["fatal"] = Severity.Fatal,
        ["critical"] = Severity.Fatal,
        ["crit"] = Severity.Fatal,
        ["alert"] = Severity.Fatal,
        ["emerg"] = Severity.Fatal,
        ["emergency"] = Severity.Fatal,
        ["panic"] = Severity.Fatal,
        ["ftl"] = Severity.Fatal,
        ["dpanic"] = Severity.Fatal,
        ["error"] = Severity.Error,
        ["err"] = Severity.Error,
        ["fail"] = Severity.Error,
        ["severe"] = Severity.Error,
        ["eror"] = Severity.Error,
        ["warning"] = Severity.Warning,
        ["warn"] = Severity.Warning,
        ["wrn"] = Severity.Warning,
        ["info"] = Severity.Info,
        ["information"] = Severity.Info,
        ["inf"] = Severity.Info,
        ["informational"] = Severity.Info,
        ["notice"] = Severity.Info,
        ["log"] = Severity.Info,
        ["debug"] = Severity.Debug,
        ["dbug"] = Severity.Debug,
        ["dbg"] = Severity.Debug,
        ["trace"] = Severity.Debug,
        ["trce"] = Severity.Debug,
        ["verbose"] = Severity.Debug,
        ["vrb"] = Severity.Debug,
        ["fine"] = Severity.Debug,
        ["finer"] = Severity.Debug,
        ["finest"] = Severity.Debug,
        ["silly"] = Severity.Debug,
        ["config"] = Severity.Debug,
    };

    private static readonly Dictionary<string, Severity>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Of a whole word, in any case; unknown for another word.</summary>
    public static Severity Of(ReadOnlySpan<char> word) =>
        word.Length <= 13 && Lookup.TryGetValue(word, out var severity) ? severity : Severity.Unknown;

    /// <summary>Of a number: up to 7 as syslog counts, downwards; from 10 on as pino and Python do, upwards.</summary>
    /// <remarks>Sources: RFC 5424 section 6.2.1; the pages of pino and of Python's logging on levels.</remarks>
    public static Severity Of(double number) => number switch
    {
        >= 0 and <= 2 => Severity.Fatal,
        3 => Severity.Error,
        4 => Severity.Warning,
        5 or 6 => Severity.Info,
        7 => Severity.Debug,
        >= 10 and < 30 => Severity.Debug,
        >= 30 and < 40 => Severity.Info,
        >= 40 and < 50 => Severity.Warning,
        >= 50 and < 60 => Severity.Error,
        >= 60 and <= 100 => Severity.Fatal,
        _ => Severity.Unknown,
    };
}
