using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Looks that were bad because nothing was there, as while a process is replaced.</summary>
internal static class Refusals
{
    private static readonly string[] s_reasons = ["refused", "reset", "no-process", "process-gone"];

    public static bool Is(Look look) => look.Reachability is Reachability.Bad && s_reasons.Contains(look.Reason);
}
