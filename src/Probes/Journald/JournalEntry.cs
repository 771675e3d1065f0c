using System.Text.Json;
using Bellwether.Probes.Logs.Json;
using Bellwether.Probes.Logs.Messages;

namespace Bellwether.Probes.Journald;

/// <summary>One entry of <c>journalctl -o json</c>.</summary>
/// <remarks>Source: systemd's page on the journal's JSON format: a text that is no UTF-8 is an array of bytes, one that
/// is too long is null, a field that is there twice is an array.</remarks>
internal sealed class JournalEntry : IJsonTaker
{
    private const int LongestMessage = 16 * 1024;

    private readonly byte[] _message = new byte[LongestMessage];
    private int _length;

    /// <summary>Where the entry stands; null where it does not say.</summary>
    public string? Cursor { get; private set; }

    /// <summary>By its priority.</summary>
    public Severity Severity { get; private set; }

    public ReadOnlySpan<byte> Message => _message.AsSpan(0, _length);

    public bool TryRead(ReadOnlySpan<byte> line)
    {
        (_length, Cursor, Severity) = (0, null, Severity.Unknown);
        return JsonWalk.TryWalk(line, this);
    }

    public void Take(ReadOnlySpan<byte> path, ref Utf8JsonReader value)
    {
        if (path.SequenceEqual("__CURSOR"u8)) Cursor = value.GetString();
        else if (path.SequenceEqual("PRIORITY"u8)) Severity = SeverityOf(ref value);
        else if (path.SequenceEqual("MESSAGE"u8)) Append(ref value);
    }

    private static Severity SeverityOf(ref Utf8JsonReader value) =>
        value.TokenType is JsonTokenType.String && value.ValueSpan is [>= (byte)'0' and <= (byte)'7']
            ? SeverityWords.Of((double)(value.ValueSpan[0] - '0')) : Severity.Unknown;

    private void Append(ref Utf8JsonReader value)
    {
        if (value.TokenType is JsonTokenType.Number)
        {
            if (_length < LongestMessage && value.TryGetByte(out var one)) _message[_length++] = one;
            return;
        }

        if (value.TokenType is not JsonTokenType.String || value.ValueSpan.Length > LongestMessage) return;
        _length = value.CopyString(_message);
    }
}
