using System.Buffers;
using System.Text;

namespace Bellwether.Probes.Http;

/// <summary>The body of one answer, read to its end or to the limit. Gives its memory back when disposed.</summary>
internal sealed class HttpBody : IDisposable
{
    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private int _length;

    private HttpBody()
    {
    }

    /// <summary>The body is longer than the limit; the rest was not read.</summary>
    public bool TooLarge { get; private set; }

    /// <summary>Reads a body to its end, so that its time is the whole answer's; keeps the bytes only where they are
    /// wanted.</summary>
    public static async ValueTask<HttpBody> ReadAsync(Stream stream, int limit, bool keep, CancellationToken cancel)
    {
        var body = new HttpBody();
        try
        {
            await body.FillAsync(stream, limit, keep, cancel).ConfigureAwait(false);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    /// <summary>What was kept, until it is disposed.</summary>
    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    public bool Contains(string text) => _buffer.AsSpan(0, _length).IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        _length = 0;
    }

    private async ValueTask FillAsync(Stream stream, int limit, bool keep, CancellationToken cancel)
    {
        var total = 0;
        while (true)
        {
            if (keep && _length == _buffer.Length)
                Grow();
            var read = await stream.ReadAsync(_buffer.AsMemory(_length), cancel).ConfigureAwait(false);
            if (read == 0)
                return;
            total += read;
            if (TooLarge = total > limit)
                return;
            if (keep)
                _length += read;
        }
    }

    private void Grow()
    {
        var larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
