namespace Bellwether.Agent.Commands.Cases;

/// <summary>Lines of a stream, one after another, in a buffer that is as long as the longest needs it.</summary>
internal sealed class LineReader(Stream stream)
{
    /// <summary>Longest line in bytes: 64 MB.</summary>
    public const int Longest = 64 * 1024 * 1024;

    /// <summary>What is kept of a longer one: enough to find out which case it was.</summary>
    public const int KeptOfTooLong = 64 * 1024;

    /// <summary>A buffer larger than that is given back after its line.</summary>
    private const int LargestKept = 1024 * 1024;

    private const int SmallestRead = 64 * 1024;

    private byte[] buffer = new byte[2 * SmallestRead];
    private int start;
    private int end;
    private bool ended;

    /// <summary>Number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>Without its end; valid until the next one is read. Of a line that is too long, its
    /// beginning.</summary>
    public ReadOnlyMemory<byte> Line { get; private set; }

    public bool IsTooLong { get; private set; }

    /// <summary>False where there are no more.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken stopping)
    {
        GiveBack();
        IsTooLong = false;
        for (var searched = start; ;)
        {
            var found = buffer.AsSpan(searched, end - searched).IndexOf((byte)'\n');
            if (found >= 0) return Take(searched + found, 1);
            if (ended) return end > start && Take(end, 0);
            if (end - start > Longest) return await SkipAsync(stopping);
            var offset = end - start;
            await FillAsync(stopping);
            searched = start + offset;
        }
    }

    private bool Take(int to, int over)
    {
        Number++;
        IsTooLong = to - start > Longest;
        Line = buffer.AsMemory(start, IsTooLong ? KeptOfTooLong : to - start);
        start = to + over;
        return true;
    }

    /// <summary>Reads to the end of a line that is too long without keeping it.</summary>
    private async ValueTask<bool> SkipAsync(CancellationToken stopping)
    {
        Number++;
        IsTooLong = true;
        Line = buffer.AsMemory(start, KeptOfTooLong).ToArray();
        buffer = new byte[2 * SmallestRead];
        for (start = end = 0; ;)
        {
            var found = buffer.AsSpan(start, end - start).IndexOf((byte)'\n');
            if (found >= 0)
            {
                start += found + 1;
                return true;
            }

            start = end = 0;
            if (ended) return true;
            await FillAsync(stopping);
        }
    }

    private async ValueTask FillAsync(CancellationToken stopping)
    {
        if (buffer.Length - end < SmallestRead)
        {
            var larger = end - start + SmallestRead > buffer.Length / 2 ? new byte[2 * buffer.Length] : buffer;
            Buffer.BlockCopy(buffer, start, larger, 0, end - start);
            (buffer, start, end) = (larger, 0, end - start);
        }

        // A console or a pipe cannot be told to stop waiting: the wait is given up in its place.
        var read = await stream.ReadAsync(buffer.AsMemory(end), stopping).AsTask().WaitAsync(stopping);
        end += read;
        ended = read == 0;
    }

    private void GiveBack()
    {
        if (buffer.Length <= LargestKept || end - start > LargestKept / 2) return;
        var smaller = new byte[Math.Max(2 * SmallestRead, 2 * (end - start))];
        Buffer.BlockCopy(buffer, start, smaller, 0, end - start);
        (buffer, start, end) = (smaller, 0, end - start);
    }
}
