using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>One look as the rules see it.</summary>
/// <param name="At">When it began, UTC.</param>
/// <param name="Instance">Which instance it looked at.</param>
/// <param name="Reachability">Good, bad or missing.</param>
/// <param name="Refused">Bad because nothing listened there (refused or reset), as while a process is replaced.</param>
/// <param name="Masked">Inside a deployment's window, an incident or maintenance.</param>
internal readonly record struct LookMark(
    DateTimeOffset At, string Instance, Reachability Reachability, bool Refused, bool Masked)
{
    /// <summary>Nobody told it: it stands for a look that a silent sidecar may still tell.</summary>
    public bool Assumed { get; init; }
}
