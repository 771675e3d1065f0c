using System.Runtime.InteropServices;

namespace Bellwether.Probes.Programs;

/// <summary>Starting and ending programs as the system does it. The framework cannot start one in a session of its own,
/// and what it cannot end as a whole would outlive its look.</summary>
internal static class NativeProgram
{
    public const short DefaultSignals = 0x04;
    public const short SignalMask = 0x08;
    public const short OwnSession = 0x80;
    public const int SizeOfSignals = 128;

    /// <summary>More than any library's posix_spawnattr_t or posix_spawn_file_actions_t.</summary>
    public const int SizeOfTable = 1024;

    public const int ByProcess = 1;
    public const int WhenEnded = 0x4;
    public const int LeaveUnfetched = 0x0100_0000;
    public const int Kill = 9;
    public const int Interrupted = 4;

    [DllImport("libc", EntryPoint = "posix_spawn")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Spawn(
        out int process, byte[] path, IntPtr actions, IntPtr attributes, IntPtr arguments, IntPtr environment);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int BeginActions(IntPtr actions);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_adddup2")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int AddDuplicate(IntPtr actions, int from, int to);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_addchdir_np")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int AddFolder(IntPtr actions, byte[] path);

    [DllImport("libc", EntryPoint = "posix_spawn_file_actions_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EndActions(IntPtr actions);

    [DllImport("libc", EntryPoint = "posix_spawnattr_init")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int BeginAttributes(IntPtr attributes);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setflags")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetFlags(IntPtr attributes, short flags);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setsigmask")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetMask(IntPtr attributes, byte[] signals);

    [DllImport("libc", EntryPoint = "posix_spawnattr_setsigdefault")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int SetDefaults(IntPtr attributes, byte[] signals);

    [DllImport("libc", EntryPoint = "posix_spawnattr_destroy")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int EndAttributes(IntPtr attributes);

    [DllImport("libc", EntryPoint = "waitid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Wait(int kind, int process, byte[] facts, int options);

    [DllImport("libc", EntryPoint = "waitpid", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Fetch(int process, out int status, int options);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Send(int process, int signal);
}
