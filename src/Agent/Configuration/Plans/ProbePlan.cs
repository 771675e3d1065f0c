using Bellwether.Probes;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A probe, compiled. Its options may hold secrets: never logged, never journaled.</summary>
internal sealed record ProbePlan(string Name, ProbeKind Kind, IProbeOptions Options)
{
    /// <summary>Sidecars look; the agent itself does not.</summary>
    public bool BySidecars { get; init; }

    public override string ToString() => $"{Name} ({Kind.Name})";
}
