namespace Bellwether.Probes.Logs.Files;

/// <summary>Cuts the bytes of one file into lines, wherever reads end; the last line waits until it is whole.</summary>
/// <param name="longest">Bytes of a line that are kept; what is over is dropped.</param>
internal sealed class LineCutter(int longest)
{
    private byte[] _kept = [];
    private int _length;
    private bool _skips;

    /// <summary>Bytes of an unfinished line that wait.</summary>
    public int Waiting => _length;

    /// <summary>Forgets what waits.</summary>
    public void Reset() => (_length, _skips) = (0, false);

    /// <summary>The bytes that come next are the middle of a line, which is not wanted.</summary>
    public void SkipLine() => (_length, _skips) = (0, true);

    public void Feed(ReadOnlySpan<byte> bytes, ILineTaker taker)
    {
        while (bytes.IndexOf((byte)'\n') is >= 0 and var end)
        {
            var part = bytes[..end];
            bytes = bytes[(end + 1)..];
            if (_skips) _skips = false;
            else if (_length == 0) Hand(part, taker);
            else
            {
                Keep(part);
                Hand(_kept.AsSpan(0, _length), taker);
            }

            _length = 0;
        }

        if (!_skips) Keep(bytes);
    }

    private void Keep(ReadOnlySpan<byte> part)
    {
        if (_length == 0) part = part.TrimStart((byte)0);
        part = part[..Math.Min(part.Length, longest - _length)];
        if (_kept.Length < _length + part.Length)
            Array.Resize(ref _kept, Math.Min(longest, Math.Max(1024, 2 * (_length + part.Length))));
        part.CopyTo(_kept.AsSpan(_length));
        _length += part.Length;
    }

    private void Hand(ReadOnlySpan<byte> line, ILineTaker taker)
    {
        // A file that was emptied under a writer that does not append begins with a hole, which reads as zeros.
        line = line.TrimStart((byte)0);
        line = line[..Math.Min(line.Length, longest)];
        if (line is [.., (byte)'\r']) line = line[..^1];
        if (!line.IsEmpty) taker.Take(line);
    }
}
