using Microsoft.Win32.SafeHandles;

namespace Bellwether.Probes.Logs.Files;

/// <summary>One open file and how far it was read. It stays the same file when it gets another name or none.</summary>
internal sealed class FollowedFile : IDisposable
{
    /// <summary>Bytes of the beginning by which it is noticed that a file was written anew.</summary>
    public const int HeadBytes = 256;

    /// <summary>Fewest bytes that tell a copy from another file.</summary>
    private const int LeastHead = 32;

    private readonly SafeFileHandle _handle;
    private readonly LineCutter _lines;
    private readonly ILineTaker _taker;
    private byte[] _head = [];
    private long _offset;

    private FollowedFile(SafeFileHandle handle, FileKey key, int longestLine, ILineTaker taker)
    {
        (_handle, Key, _taker) = (handle, key, taker);
        _lines = new(longestLine);
    }

    public FileKey Key { get; }

    /// <summary>Bytes that were read or are the past.</summary>
    public long Offset => _offset;

    /// <summary>Looks in a row that found nothing new.</summary>
    public int Quiet { get; private set; }

    /// <summary>Whether a pattern still leads to it.</summary>
    public bool IsNamed { get; set; } = true;

    /// <summary>Opens a plain file, to be read from its beginning.</summary>
    /// <returns>Null where it is none.</returns>
    /// <exception cref="UnauthorizedAccessException">It may not be read, or lies where there are no
    /// logs.</exception>
    /// <exception cref="IOException">It is gone again, or cannot be read.</exception>
    public static FollowedFile? Open(string path, int longestLine, ILineTaker taker)
    {
        var handle = PlainOpen.Open(path);
        var (facts, isForbidden) = (FileFacts.Of(handle), Forbidden.Holds(handle));
        if (facts is { IsRegular: true } plain && !isForbidden) return new(handle, plain.Key, longestLine, taker);
        handle.Dispose();
        return isForbidden
            ? throw new UnauthorizedAccessException($"{path} leads to where credentials are, or the kernel's files")
            : null;
    }

    /// <summary>Goes to the end: what stands there is the past. A line that is being written belongs to it.</summary>
    public void GoToEnd() => GoTo(long.MaxValue);

    /// <summary>Goes to where it ended once: what stands before is the past. One that is shorter was written
    /// anew.</summary>
    public void GoOnFrom(long end)
    {
        if (RandomAccess.GetLength(_handle) >= end) GoTo(end);
    }

    /// <summary>Hands the whole lines of the last bytes of the past to somebody who learns from them.</summary>
    public void TellPast(long bytes, ILineTaker learner, int longestLine)
    {
        var size = RandomAccess.GetLength(_handle);
        var at = Math.Max(0, size - bytes);
        var lines = new LineCutter(longestLine);
        if (at > 0) lines.SkipLine();
        var buffer = new byte[ReadBuffer.Bytes];
        while (at < size)
        {
            var read = RandomAccess.Read(_handle, buffer.AsSpan(0, (int)Math.Min(buffer.Length, size - at)), at);
            if (read == 0) break;
            lines.Feed(buffer.AsSpan(0, read), learner);
            at += read;
        }
    }

    /// <summary>Whether this file begins as that one does: then it is a copy that was made to empty that one.</summary>
    public bool IsCopyOf(FollowedFile other)
    {
        if (other._head.Length < LeastHead) return false;
        Span<byte> head = stackalloc byte[other._head.Length];
        return ReadHead(head) && head.SequenceEqual(other._head);
    }

    /// <summary>Reads on to the end, or until so many bytes were read.</summary>
    /// <returns>Bytes read, and bytes passed over because they were too many.</returns>
    /// <exception cref="IOException">It cannot be read.</exception>
    public (long Read, long Skipped) ReadOn(long most, byte[] buffer)
    {
        var size = RandomAccess.GetLength(_handle);
        if (size < _offset || IsWrittenAnew())
        {
            _offset = 0;
            _head = [];
            _lines.Reset();
        }

        Remember(size);
        var read = 0L;
        while (_offset < size && read < most)
        {
            var part = buffer.AsSpan(0, (int)Math.Min(buffer.Length, Math.Min(size - _offset, most - read)));
            var got = RandomAccess.Read(_handle, part, _offset);
            if (got == 0) break;
            _lines.Feed(part[..got], _taker);
            _offset += got;
            read += got;
        }

        Quiet = read == 0 ? Quiet + 1 : 0;
        var skipped = read >= most ? Math.Max(0, size - _offset) : 0;
        if (skipped > 0) GoToEnd();
        return (read, skipped);
    }

    public void Dispose() => _handle.Dispose();

    private void GoTo(long end)
    {
        var size = RandomAccess.GetLength(_handle);
        Remember(size);
        _offset = Math.Min(end, size);
        Span<byte> last = [0];
        var isWhole = _offset == 0 || (RandomAccess.Read(_handle, last, _offset - 1) == 1 && last[0] == '\n');
        if (isWhole) _lines.Reset();
        else _lines.SkipLine();
    }

    private bool IsWrittenAnew()
    {
        if (_head.Length == 0) return false;
        Span<byte> head = stackalloc byte[_head.Length];
        return !ReadHead(head) || !head.SequenceEqual(_head);
    }

    private void Remember(long size)
    {
        if (_head.Length >= HeadBytes || size <= _head.Length) return;
        var head = new byte[Math.Min(size, HeadBytes)];
        if (ReadHead(head)) _head = head;
    }

    private bool ReadHead(Span<byte> head)
    {
        var length = 0;
        while (length < head.Length)
        {
            var read = RandomAccess.Read(_handle, head[length..], length);
            if (read == 0) return false;
            length += read;
        }

        return true;
    }
}
