using System.Text;
using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs.Messages;

/// <summary>Takes the lines of one file apart into messages.</summary>
internal sealed class MessageLines(MessageOptions options, MessageSink sink) : ILineTaker
{
    /// <summary>Characters of a line that are looked at: its signature ends long before.</summary>
    private const int MostChars = 4096;

    private readonly JsonMessage _json = new(options.LevelField, options.MessageField);
    private readonly char[] _text = new char[Math.Min(options.LineChars, MostChars)];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();
    private Severity _last;
    private Severity _least;
    private bool _inTraceback;

    public void Take(ReadOnlySpan<byte> line) => TakeLine(line);

    /// <summary>Takes a message that comes with a severity; what a program wrote to its standard output is all of one,
    /// so what the message itself says goes before where it is worse.</summary>
    public void Take(ReadOnlySpan<byte> message, Severity severity)
    {
        _least = severity;
        // What follows on further lines is a stack trace.
        var end = message.IndexOf((byte)'\n');
        TakeLine(end < 0 ? message : message[..end]);
        _least = Severity.Unknown;
    }

    private void TakeLine(ReadOnlySpan<byte> line)
    {
        if (line.TrimStart((byte)' ') is [(byte)'{', ..] && _json.TryRead(line))
        {
            Told(_json.Severity, _json.Text, _json.Error);
            return;
        }

        if (options.IsJson)
        {
            sink.Unread();
            return;
        }

        // What is no UTF-8 becomes a mark that stands for it.
        _decoder.Reset();
        _decoder.Convert(line, _text, flush: true, out _, out var length, out _);
        ReadOnlySpan<char> text = _text.AsSpan(0, length);
        if (!text.IsWhiteSpace()) Plain(text);
    }

    private void Plain(ReadOnlySpan<char> text)
    {
        if (text.StartsWith(Continuation.Traceback, StringComparison.Ordinal))
        {
            // What was raised comes at its end, and stands for it unless the line before was the message.
            _inTraceback = true;
            return;
        }

        if (_inTraceback && text[0] is not (' ' or '\t'))
        {
            _inTraceback = false;
            if (PlainSeverity.IsException(text) || text.IndexOf(' ') < 0)
            {
                if (_last < Severity.Error) Told(Severity.Error, text, default);
                return;
            }
        }

        if (_last is not Severity.Unknown && _least < Severity.Error && Continuation.Is(text)) return;
        if (Logfmt.Read(text) is var (severity, message, error) && !text[message].IsEmpty)
            Told(severity, text[message], text[error]);
        else
            Told(PlainSeverity.Of(text), text, default);
    }

    private void Told(Severity severity, ReadOnlySpan<char> text, ReadOnlySpan<char> error)
    {
        if (severity < _least) severity = _least;
        _last = severity is Severity.Unknown ? Severity.Info : severity;
        if (severity < Severity.Error) sink.Take(severity, "");
        else if (error.IsEmpty) sink.Take(severity, SignatureText.Of(text));
        else sink.Take(severity, SignatureText.Of($"{text}: {error}"));
    }
}
