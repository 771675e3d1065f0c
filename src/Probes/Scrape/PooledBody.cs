using System.Buffers;

namespace Bellwether.Probes.Scrape;

/// <summary>A body read into borrowed memory, up to a limit.</summary>
/// <remarks>What is as large as no page usually is, is not borrowed: a pool would keep it for as long as the process
/// runs, a piece for each thread.</remarks>
internal sealed class PooledBody : IDisposable
{
    /// <summary>Largest piece that is borrowed.</summary>
    public const int MostPooled = 1 << 20;

    private const int LeastBytes = 16 << 10;

    private readonly int _limit;
    private byte[] _buffer;
    private int _length;

    /// <param name="expected">Bytes that the last body had, so that growing is rare; 0 where unknown.</param>
    /// <param name="limit">Most bytes that are taken.</param>
    public PooledBody(int expected, int limit)
    {
        _limit = limit;
        _buffer = Take(Math.Max(LeastBytes, expected + (expected / 8)));
    }

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>False where there is more than the limit; nothing beyond it is read.</summary>
    public async ValueTask<bool> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        while (true)
        {
            if (_length == _buffer.Length)
                Grow();
            // One byte more than allowed tells a body at the limit from one over it.
            var room = (int)Math.Min(_buffer.Length - _length, _limit + 1L - _length);
            var read = await stream.ReadAsync(_buffer.AsMemory(_length, room), cancellation);
            if (read == 0)
                return true;
            _length += read;
            if (_length > _limit)
                return false;
        }
    }

    public void Dispose()
    {
        var buffer = _buffer;
        (_buffer, _length) = ([], 0);
        GiveBack(buffer);
    }

    private void Grow()
    {
        var bigger = Take((int)Math.Min(_buffer.Length * 2L, Math.Max(_limit + 1L, LeastBytes)));
        Bytes.CopyTo(bigger);
        GiveBack(_buffer);
        _buffer = bigger;
    }

    private static byte[] Take(int bytes) => bytes <= MostPooled
        ? ArrayPool<byte>.Shared.Rent(bytes) : GC.AllocateUninitializedArray<byte>(bytes);

    private static void GiveBack(byte[] buffer)
    {
        if (buffer.Length is > 0 and <= MostPooled)
            ArrayPool<byte>.Shared.Return(buffer);
    }
}
