using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Bellwether.Probes.Logs.Files;

/// <summary>What the kernel tells of a file, links followed.</summary>
/// <param name="Key">Which file it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Changed">Seconds since 1970 at which it was written to last.</param>
/// <param name="Born">Seconds since 1970 at which it was made; null where its file system does not tell.</param>
/// <param name="IsRegular">A plain file: no folder, pipe, socket or device.</param>
internal readonly record struct FileFacts(FileKey Key, long Size, long Changed, long? Born, bool IsRegular)
{
    private const int CurrentFolder = -100;
    private const int OfHandle = 0x1000;
    private const uint Wanted = 0xfff;
    private const uint Birth = 0x800;
    private const int NoSuchFile = 2;
    private const int NoFolder = 20;

    // The fields of struct statx lie at the same places on every architecture: linux/stat.h.
    private const int SizeOfFacts = 256;
    private const int PlaceOfMode = 28;
    private const int PlaceOfInode = 32;
    private const int PlaceOfSize = 40;
    private const int PlaceOfBirth = 80;
    private const int PlaceOfChange = 112;
    private const int PlaceOfDevice = 136;

    private const int KindMask = 0xF000;
    private const int RegularKind = 0x8000;

    /// <summary>Of the file at a path; null where it cannot be told.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="absent">Whether there is none; else we are kept from it.</param>
    public static FileFacts? Of(string path, out bool absent)
    {
        var facts = new byte[SizeOfFacts];
        var failed = Facts(CurrentFolder, Encoding.UTF8.GetBytes(path + '\0'), 0, Wanted, facts) != 0;
        absent = failed && Marshal.GetLastPInvokeError() is NoSuchFile or NoFolder;
        return failed ? null : Read(facts);
    }

    /// <summary>Of an open file; null where it cannot be told.</summary>
    public static FileFacts? Of(SafeFileHandle file)
    {
        var facts = new byte[SizeOfFacts];
        return Facts((int)file.DangerousGetHandle(), [0], OfHandle, Wanted, facts) == 0 ? Read(facts) : null;
    }

    private static FileFacts Read(ReadOnlySpan<byte> facts) => new(
        new(BinaryPrimitives.ReadUInt64LittleEndian(facts[PlaceOfDevice..]),
            BinaryPrimitives.ReadUInt64LittleEndian(facts[PlaceOfInode..])),
        BinaryPrimitives.ReadInt64LittleEndian(facts[PlaceOfSize..]),
        BinaryPrimitives.ReadInt64LittleEndian(facts[PlaceOfChange..]),
        (BinaryPrimitives.ReadUInt32LittleEndian(facts) & Birth) == 0
            ? null : BinaryPrimitives.ReadInt64LittleEndian(facts[PlaceOfBirth..]),
        (BinaryPrimitives.ReadUInt16LittleEndian(facts[PlaceOfMode..]) & KindMask) == RegularKind);

    [DllImport("libc", EntryPoint = "statx", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Facts(int folder, byte[] path, int flags, uint mask, byte[] facts);
}
