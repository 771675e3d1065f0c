namespace Bellwether.Agent.Commands;

/// <summary>How the program ends. Pipelines act on these, so that no accident may share a code with a
/// verdict.</summary>
/// <remarks>1 is never used: shells, sudo, kubectl and runtimes exit with 1 on accidents of their own.</remarks>
internal static class ExitCodes
{
    /// <summary>Promote, ready, recovered, or simply done.</summary>
    public const int Ok = 0;

    /// <summary>Mistyped, misconfigured, or refused by the agent.</summary>
    public const int Usage = 2;

    /// <summary>Rollback, not ready, not recovered, a journal that was changed, or a verdict that a replay does not
    /// reach.</summary>
    public const int Rollback = 10;

    public const int Inconclusive = 11;

    public const int TimedOut = 12;

    /// <summary>No agent answers there, or what answers is no agent that we understand.</summary>
    public const int Unreachable = 13;

    /// <summary>A fault of ours, or of the machine below us; EX_SOFTWARE of sysexits.h.</summary>
    public const int Fault = 70;

    /// <summary>Ended by a signal: 128 and its number, as shells say it.</summary>
    public const int Interrupted = 130, Terminated = 143;
}
