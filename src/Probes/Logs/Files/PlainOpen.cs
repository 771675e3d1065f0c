using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Bellwether.Probes.Logs.Files;

/// <summary>Opens a file to read it, and takes no lock: the framework does, and then another program of its kind could
/// not open its own log any more, or we not what it holds.</summary>
internal static class PlainOpen
{
    // Read only; a pipe waits for nobody; no terminal becomes ours; children do not get it. asm-generic/fcntl.h.
    private const int Flags = 0x800 | 0x100 | 0x80000;

    private const int NotPermitted = 1;
    private const int NoSuchFile = 2;
    private const int AccessDenied = 13;
    private const int NoFolder = 20;

    /// <exception cref="FileNotFoundException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="IOException">It cannot be opened.</exception>
    public static SafeFileHandle Open(string path)
    {
        var file = Open(Encoding.UTF8.GetBytes(path + '\0'), Flags);
        if (file >= 0) return new SafeFileHandle(file, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        throw error switch
        {
            NoSuchFile or NoFolder => new FileNotFoundException($"there is no {path}", path),
            NotPermitted or AccessDenied => new UnauthorizedAccessException($"access to {path} is denied"),
            _ => new IOException($"{path}: {new Win32Exception(error).Message}"),
        };
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open(byte[] path, int flags);
}
