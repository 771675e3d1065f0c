using System.Buffers;

namespace Bellwether.Probes.Programs;

/// <summary>What a program writes, up to a limit.</summary>
internal sealed class CappedOutput(int most, Action? whenFull)
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    /// <summary>There was more.</summary>
    public bool IsFull { get; private set; }

    public byte[] Bytes => _kept.WrittenSpan.ToArray();

    /// <summary>Reads to the end, or until it is cancelled; what is over the limit is dropped.</summary>
    public async Task ReadAsync(Stream stream, CancellationToken cancel)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            while (await stream.ReadAsync(buffer, cancel).ConfigureAwait(false) is > 0 and var read)
            {
                var room = Math.Min(read, most - _kept.WrittenCount);
                _kept.Write(buffer.AsSpan(0, room));
                if (room == read || IsFull) continue;
                IsFull = true;
                whenFull?.Invoke();
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException)
        {
            // Somebody who left the group holds the other end: what was written by then is what there is.
        }
    }
}
