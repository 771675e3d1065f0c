using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Looks that were bad because nothing was there, as while a process is replaced.</summary>
internal static class Refusals
{
    private static readonly string[] s_reasons =
    [
        "refused", "reset", "no-process", "process-gone",
        // What systemd or a container engine say of one that is on its way out or in.
        "starting", "stopping", "stopped", "restarting", "unit-gone", "container-gone",
    ];

    /// <remarks>A reason may name the step that it befell: <c>login-refused</c>.</remarks>
    public static bool Is(Look look) => look is { Reachability: Reachability.Bad, Reason: { } reason }
        && Array.Exists(s_reasons, one => reason == one || reason.EndsWith("-" + one, StringComparison.Ordinal));
}
