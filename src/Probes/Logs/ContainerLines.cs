using System.Text.Json;
using Bellwether.Probes.Logs.Files;

namespace Bellwether.Probes.Logs;

/// <summary>Takes off what the runtimes of containers put around the lines of one file.</summary>
/// <remarks>Sources: the CRI logging format of Kubernetes (<c>time stream F|P message</c>, P where more of the line
/// follows) and Docker's json-file driver (<c>log</c> without a line end where more follows).</remarks>
internal sealed class ContainerLines(ILineTaker inner) : ILineTaker
{
    /// <summary>Bytes of a line that came in parts; what is over is dropped.</summary>
    private const int Longest = 256 * 1024;

    private byte[] _kept = [];
    private int _length;

    public void Take(ReadOnlySpan<byte> line)
    {
        if (TryCri(line, out var message, out var isWhole)) Join(message, isWhole);
        else if (line.StartsWith("{\"log\":\""u8) && Docker(line) is { } text)
            Join(Trimmed(text), text is [.., (byte)'\n']);
        else inner.Take(line);
    }

    private static ReadOnlySpan<byte> Trimmed(byte[] text) => text.AsSpan().TrimEnd("\r\n"u8);

    private void Join(ReadOnlySpan<byte> part, bool isWhole)
    {
        if (isWhole && _length == 0)
        {
            if (!part.IsEmpty) inner.Take(part);
            return;
        }

        part = part[..Math.Min(part.Length, Longest - _length)];
        if (_kept.Length < _length + part.Length) Array.Resize(ref _kept, 2 * (_length + part.Length));
        part.CopyTo(_kept.AsSpan(_length));
        _length += part.Length;
        if (!isWhole) return;
        inner.Take(_kept.AsSpan(0, _length));
        _length = 0;
    }

    /// <summary><c>2016-10-06T00:17:09.669794202Z stderr F message</c>.</summary>
    private static bool TryCri(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> message, out bool isWhole)
    {
        message = default;
        isWhole = true;
        if (line.Length < 32 || line[4] != '-' || line[10] != 'T') return false;
        var blank = line.IndexOf((byte)' ');
        if (blank is < 20 or > 40) return false;
        var rest = line[(blank + 1)..];
        if (!rest.StartsWith("stdout "u8) && !rest.StartsWith("stderr "u8)) return false;
        rest = rest[7..];
        if (rest.Length < 1 || rest[0] is not ((byte)'F' or (byte)'P') || (rest.Length > 1 && rest[1] != ' '))
            return false;
        isWhole = rest[0] == 'F';
        if (rest.Length > 2) message = rest[2..];
        return true;
    }

    private static byte[]? Docker(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read() || !reader.Read() || !reader.Read()) return null;
            var text = new byte[reader.ValueSpan.Length];
            var length = reader.CopyString(text);
            return reader.Read() && (reader.ValueTextEquals("stream"u8) || reader.ValueTextEquals("time"u8)
                || reader.ValueTextEquals("attrs"u8)) ? text[..length] : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
