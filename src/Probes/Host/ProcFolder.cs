namespace Bellwether.Probes.Host;

/// <summary>Reads small files below the kernel's folder into one buffer.</summary>
/// <remarks>What a read returns is good until the next one. One look at a time.</remarks>
internal sealed class ProcFolder(string root)
{
    /// <summary>Longest part of a file that is read, in bytes. <c>/proc/stat</c> has some 100 KiB on the largest
    /// hosts.</summary>
    public const int LongestFile = 1024 * 1024;

    private byte[] _buffer = new byte[4096];

    public string Root => root;

    /// <summary>The file's bytes; a file longer than <see cref="LongestFile"/> is cut there.</summary>
    public Outcome Read(string path, out ReadOnlySpan<byte> text)
    {
        // A process that ends between opening and reading fails in a way of its own: the second try finds it absent.
        var outcome = Once(path, out var length);
        if (outcome is Outcome.Unreadable)
            outcome = Once(path, out length);
        text = _buffer.AsSpan(0, length);
        return outcome;
    }

    /// <summary>The bytes of a file below the root; empty where there is none to read.</summary>
    public ReadOnlySpan<byte> Text(string name) =>
        Read(Path.Combine(root, name), out var text) is Outcome.Read ? text : default;

    /// <summary>Whether we are kept from seeing the processes of others (hidepid): the first one always
    /// exists.</summary>
    public bool HidesProcesses => !Directory.Exists(Path.Combine(root, "1"));

    private Outcome Once(string path, out int length)
    {
        length = 0;
        try
        {
            using var handle = File.OpenHandle(path);
            while (length < LongestFile)
            {
                if (length == _buffer.Length)
                    Array.Resize(ref _buffer, Math.Min(_buffer.Length * 4, LongestFile));
                var read = RandomAccess.Read(handle, _buffer.AsSpan(length), length);
                if (read == 0)
                    break;
                length += read;
            }

            return Outcome.Read;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Outcome.Absent;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            length = 0;
            return Outcome.Unreadable;
        }
    }

    internal enum Outcome
    {
        Unreadable,
        Absent,
        Read,
    }
}
