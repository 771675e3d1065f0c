using System.Buffers.Text;
using System.Text;

namespace Bellwether.Probes.Redis;

/// <summary>Reads replies of Redis: simple strings, errors, numbers and bulk strings, none over the limit.</summary>
/// <remarks>Source: "Redis serialization protocol specification", version 2, which every server speaks first.</remarks>
internal sealed class RespReader(Stream stream)
{
    /// <summary>Longest reply, in bytes: INFO has some 8 KiB.</summary>
    public const int LongestReply = 256 * 1024;

    private const int LongestLine = 1024;

    private readonly byte[] _buffer = new byte[4096];
    private int _from;
    private int _to;

    /// <summary>One reply.</summary>
    /// <exception cref="InvalidDataException">It is no reply of Redis, or over the limit.</exception>
    /// <exception cref="EndOfStreamException">The connection ended.</exception>
    public async ValueTask<RespReply> ReadAsync(CancellationToken cancel)
    {
        var line = await LineAsync(cancel).ConfigureAwait(false);
        if (line.Length == 0) throw new InvalidDataException("an empty line");
        var rest = line.AsSpan(1);
        switch ((char)line[0])
        {
            case '+' or ':':
                return new(IsError: false, Encoding.UTF8.GetString(rest));
            case '-':
                return new(IsError: true, Encoding.UTF8.GetString(rest));
            case '$' when Utf8Parser.TryParse(rest, out int length, out var used) && used == rest.Length
                && length is >= -1 and <= LongestReply:
                return new(IsError: false, length < 0 ? "" : await BulkAsync(length, cancel).ConfigureAwait(false));
            default:
                throw new InvalidDataException("no reply of Redis");
        }
    }

    private async ValueTask<string> BulkAsync(int length, CancellationToken cancel)
    {
        var bytes = new byte[length + 2];
        for (var at = 0; at < bytes.Length;)
        {
            if (_from == _to) await FillAsync(cancel).ConfigureAwait(false);
            var taken = Math.Min(bytes.Length - at, _to - _from);
            _buffer.AsSpan(_from, taken).CopyTo(bytes.AsSpan(at));
            (_from, at) = (_from + taken, at + taken);
        }

        return bytes[^2..] is [(byte)'\r', (byte)'\n']
            ? Encoding.UTF8.GetString(bytes, 0, length) : throw new InvalidDataException("no end of a string");
    }

    private async ValueTask<byte[]> LineAsync(CancellationToken cancel)
    {
        var line = new List<byte>(64);
        while (true)
        {
            if (_from == _to) await FillAsync(cancel).ConfigureAwait(false);
            var next = _buffer[_from++];
            if (next == (byte)'\n' && line is [.., (byte)'\r']) return [.. line[..^1]];
            if (line.Count >= LongestLine) throw new InvalidDataException("a line without an end");
            line.Add(next);
        }
    }

    private async ValueTask FillAsync(CancellationToken cancel)
    {
        _from = 0;
        _to = await stream.ReadAsync(_buffer, cancel).ConfigureAwait(false);
        if (_to == 0) throw new EndOfStreamException();
    }
}
