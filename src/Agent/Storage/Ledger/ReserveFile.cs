using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Bellwether.Agent.Storage.Ledger;

/// <summary>Room on the disk that was taken in good times, so that the last records are kept when nothing else can
/// be.</summary>
/// <remarks>
/// One page for the head (mark, epoch, checksum), then slots one behind the other: mark, length, checksum, bytes.
/// A slot is written over bytes that exist, which needs no new room, and is synced before it counts. A slot that a
/// crash
/// cut off has a wrong checksum and was never promised to anybody.
/// </remarks>
internal sealed class ReserveFile : IDisposable
{
    public const string FileName = "journal.reserve";
    private const int HeadBytes = 4096;
    private const int SlotHead = 8 + SHA256.HashSizeInBytes;
    private const uint HeadMark = 0x31725742; // "BWr1"
    private const uint SlotMark = 0x31735742; // "BWs1"

    // Not zeros, which some file systems do not store.
    private const byte Filler = 0xA5;

    private readonly FileStream _file;
    private long _end = HeadBytes;

    private ReserveFile(FileStream file) => _file = file;

    /// <summary>Bytes for further slots.</summary>
    public long FreeBytes => Math.Max(0, _file.Length - _end - SlotHead);

    /// <summary>Opens it and makes it as large as asked; a longer one stays.</summary>
    /// <exception cref="StorageException">There is no room for it, or it cannot be written.</exception>
    public static ReserveFile Open(string folder, int bytes)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
            try
            {
                FillWhereThereIsRoom(file, HeadBytes + bytes);
                return new ReserveFile(file);
            }
            catch
            {
                file.Dispose();
                throw;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritten(e);
        }
    }

    /// <summary>What an existing reserve holds, without changing it; empty for nothing.</summary>
    public static IReadOnlyList<byte[]> Peek(string folder)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path)) return [];
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Slots(file, out _);
    }

    /// <summary>The epoch that was last written here; 0 for none.</summary>
    public long Epoch
    {
        get
        {
            var head = ReadAt(_file, 0, SlotHead + sizeof(long));
            if (head.Length < SlotHead + sizeof(long)) return 0;
            var epoch = head.AsSpan(SlotHead);
            return Mark(head) == HeadMark && head.AsSpan(8, SHA256.HashSizeInBytes)
                .SequenceEqual(SHA256.HashData(epoch))
                ? BinaryPrimitives.ReadInt64LittleEndian(epoch)
                : 0;
        }
    }

    public void SaveEpoch(long epoch)
    {
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, epoch);
        Write(0, Framed(HeadMark, bytes));
    }

    /// <summary>Whole slots, oldest first; later ones are written behind them.</summary>
    public IReadOnlyList<byte[]> Slots() => Slots(_file, out _end);

    /// <summary>Writes one slot, synced when this returns.</summary>
    /// <exception cref="StorageException">It does not fit, or the disk refuses.</exception>
    public void Add(byte[] slot)
    {
        if (slot.Length > FreeBytes)
            throw new StorageException(StorageTrouble.Full,
                $"{FileName}: {slot.Length} bytes do not fit into {FreeBytes}.");
        Write(_end, Framed(SlotMark, slot));
        _end += SlotHead + slot.Length;
    }

    /// <summary>Makes all of it free again.</summary>
    public void Clear()
    {
        Write(HeadBytes, new byte[SlotHead]);
        _end = HeadBytes;
    }

    /// <summary>Copies it to another folder.</summary>
    /// <exception cref="StorageException">The copy cannot be written.</exception>
    public void CopyTo(string folder)
    {
        try
        {
            SyncedFile.Copy(_file.Name, Path.Combine(folder, FileName));
        }
        catch (IOException e)
        {
            throw Unwritten(e);
        }
    }

    public void Dispose() => _file.Dispose();

    private static List<byte[]> Slots(FileStream file, out long end)
    {
        var slots = new List<byte[]>();
        for (end = HeadBytes; ;)
        {
            var head = ReadAt(file, end, SlotHead);
            if (head.Length < SlotHead || Mark(head) != SlotMark) return slots;
            var length = BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(4));
            if (length < 0 || length > file.Length - end - SlotHead) return slots;
            var slot = ReadAt(file, end + SlotHead, length);
            if (!head.AsSpan(8).SequenceEqual(SHA256.HashData(slot))) return slots;
            slots.Add(slot);
            end += SlotHead + length;
        }
    }

    private static uint Mark(byte[] head) => BinaryPrimitives.ReadUInt32LittleEndian(head);

    private static byte[] Framed(uint mark, byte[] bytes)
    {
        var framed = new byte[SlotHead + bytes.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(framed, mark);
        BinaryPrimitives.WriteInt32LittleEndian(framed.AsSpan(4), bytes.Length);
        SHA256.HashData(bytes, framed.AsSpan(8));
        bytes.CopyTo(framed, SlotHead);
        return framed;
    }

    private static byte[] ReadAt(FileStream file, long at, int count)
    {
        var bytes = new byte[count];
        file.Position = at;
        var read = file.ReadAtLeast(bytes, count, throwOnEndOfStream: false);
        return read == count ? bytes : bytes[..read];
    }

    // A reserve that cannot grow now is still worth what it has, and may hold records that are nowhere else.
    private static void FillWhereThereIsRoom(FileStream file, long length)
    {
        var had = file.Length;
        try
        {
            Fill(file, length);
        }
        catch (IOException) when (had > HeadBytes + SlotHead)
        {
        }
    }

    private static void Fill(FileStream file, long length)
    {
        var chunk = new byte[HeadBytes];
        Array.Fill(chunk, Filler);
        if (file.Length >= length) return;
        file.Position = file.Length;
        while (file.Position < length) file.Write(chunk, 0, (int)Math.Min(chunk.Length, length - file.Position));
        file.Flush(flushToDisk: true);
    }

    private void Write(long at, byte[] bytes)
    {
        try
        {
            _file.Position = at;
            _file.Write(bytes);
            _file.Flush(flushToDisk: true);
        }
        catch (IOException e)
        {
            throw Unwritten(e);
        }
    }

    private static StorageException Unwritten(Exception e) =>
        new(StorageTrouble.Unavailable, $"{FileName}: it cannot be written ({e.Message.TrimEnd('.')}).", e);
}
