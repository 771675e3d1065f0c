using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace Bellwether.Probes.HealthChecks.PlugIns;

/// <summary>Whose a file is, which the framework does not tell.</summary>
/// <param name="Owner">User id.</param>
/// <param name="Mode">Kind and permission bits.</param>
internal readonly record struct FileOwner(uint Owner, int Mode)
{
    private const int CurrentFolder = -100;
    private const int NotThroughLinks = 0x100;
    private const uint BasicFacts = 0x7ff;
    private const int MayWrite = 2;

    // The fields of struct statx lie at the same places on every architecture: linux/stat.h.
    private const int SizeOfFacts = 256;
    private const int PlaceOfOwner = 20;
    private const int PlaceOfMode = 28;

    private const int KindMask = 0xF000;
    private const int LinkKind = 0xA000;

    /// <summary>The user that this process acts as.</summary>
    public static uint Me => EffectiveUser();

    public bool IsLink => (Mode & KindMask) == LinkKind;

    /// <summary>Of a file or folder, links not followed; null where it cannot be told.</summary>
    public static FileOwner? Of(string path)
    {
        var facts = new byte[SizeOfFacts];
        if (Facts(CurrentFolder, Terminated(path), NotThroughLinks, BasicFacts, facts) != 0) return null;
        return new FileOwner(
            BinaryPrimitives.ReadUInt32LittleEndian(facts.AsSpan(PlaceOfOwner)),
            BinaryPrimitives.ReadUInt16LittleEndian(facts.AsSpan(PlaceOfMode)));
    }

    /// <summary>Whether this process may write to it, by bits and access lists together.</summary>
    public static bool CanWrite(string path) => Access(Terminated(path), MayWrite) == 0;

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Facts(int folder, byte[] path, int flags, uint mask, byte[] facts);

    [DllImport("libc", EntryPoint = "access")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Access(byte[] path, int mode);

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint EffectiveUser();
}
