using System.Text.Json;
using Bellwether.Probes.Logs.Json;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Reads one JSON message: how bad, and what.</summary>
/// <remarks>Usual names: Serilog's compact form, .NET's JSON console, pino, zap, logback, Python, Elastic Common
/// Schema, Google. A template goes before the text that was made of it: it is the same for all its messages.</remarks>
internal sealed class JsonMessage : IJsonTaker
{
    private static readonly string[] UsualLevels =
    [
        "level", "severity", "log.level", "Level", "LogLevel", "@l", "levelname", "loglevel", "lvl", "log_level",
        "severity_text", "SeverityText", "syslog.severity", "PRIORITY",
    ];

    private static readonly string[] UsualTexts =
    [
        "@mt", "MessageTemplate", "messageTemplate", "State.{OriginalFormat}", "message_template", "message", "msg",
        "Message", "@m", "body", "event", "text", "MESSAGE", "err.message", "error.message", "error",
    ];

    private static readonly string[] UsualErrors =
    [
        "exception.type", "error.type", "err.type", "exception_type", "@x", "Exception", "exception", "exc_info",
        "stack_trace", "stack", "err.stack", "error.stack_trace", "stacktrace",
    ];

    private const int Longest = 2048;

    private readonly JsonNames _levels;
    private readonly JsonNames _texts;
    private readonly JsonNames _errors = new(UsualErrors);
    private readonly char[] _text = new char[Longest];
    private readonly char[] _error = new char[Longest];
    private int _levelRank, _textRank, _errorRank, _textLength, _errorLength;
    private bool _hasTemplate;

    public JsonMessage(string? level, string? text)
    {
        _levels = new(level is null ? UsualLevels : [level]);
        _texts = new(text is null ? UsualTexts : [text]);
    }

    public Severity Severity { get; private set; }

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _textLength);

    /// <summary>First line of the exception: its type; empty for none.</summary>
    public ReadOnlySpan<char> Error
    {
        get
        {
            var error = _error.AsSpan(0, _errorLength);
            var end = error.IndexOfAny('\r', '\n', ':');
            return end < 0 ? error : error[..end];
        }
    }

    public bool TryRead(ReadOnlySpan<byte> line)
    {
        (_levelRank, _textRank, _errorRank) = (int.MaxValue, int.MaxValue, int.MaxValue);
        (_textLength, _errorLength, _hasTemplate, Severity) = (0, 0, false, Severity.Unknown);
        if (!JsonWalk.TryWalk(line, this)) return false;
        // Serilog leaves the level out where it is Information.
        if (_levelRank == int.MaxValue && _hasTemplate) Severity = Severity.Info;
        return true;
    }

    public void Take(ReadOnlySpan<byte> path, ref Utf8JsonReader value)
    {
        _hasTemplate |= path.SequenceEqual("@mt"u8) || path.SequenceEqual("@m"u8);
        if (_levels.IsBetter(path, ref _levelRank)) Severity = Level(ref value);
        if (_texts.IsBetter(path, ref _textRank)) _textLength = Copy(ref value, _text);
        if (_errors.IsBetter(path, ref _errorRank)) _errorLength = Copy(ref value, _error);
    }

    private static Severity Level(ref Utf8JsonReader value)
    {
        if (value.TokenType is JsonTokenType.Number)
            return value.TryGetDouble(out var number) ? SeverityWords.Of(number) : Severity.Unknown;
        Span<char> word = stackalloc char[16];
        if (value.TokenType is not JsonTokenType.String || value.ValueSpan.Length > word.Length)
            return Severity.Unknown;
        var length = value.CopyString(word);
        return double.TryParse(word[..length], System.Globalization.NumberStyles.None,
            System.Globalization.CultureInfo.InvariantCulture, out var written)
            ? SeverityWords.Of(written) : SeverityWords.Of(word[..length]);
    }

    private static int Copy(ref Utf8JsonReader value, char[] into)
    {
        if (value.TokenType is not JsonTokenType.String) return 0;
        if (value.ValueSpan.Length <= into.Length) return value.CopyString(into);
        // A stack trace within one value: its beginning is enough.
        var text = value.GetString()!;
        var length = Math.Min(text.Length, into.Length);
        text.AsSpan(0, length).CopyTo(into);
        return length;
    }
}
