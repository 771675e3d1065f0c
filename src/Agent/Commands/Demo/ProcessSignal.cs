using System.Runtime.InteropServices;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>Signals to processes; the framework can only kill.</summary>
internal static class ProcessSignal
{
    private const int SigTerm = 15;
    private const int SigKill = 9;

    /// <summary>Asks a process to end.</summary>
    public static void Terminate(int process) => _ = Send(process, SigTerm);

    /// <summary>Ends a process.</summary>
    public static void Kill(int process) => _ = Send(process, SigKill);

    /// <summary>Asks all processes of a group to end.</summary>
    public static void TerminateGroup(int leader) => _ = Send(-leader, SigTerm);

    /// <summary>Ends all processes of a group.</summary>
    public static void KillGroup(int leader) => _ = Send(-leader, SigKill);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Send(int process, int signal);
}
