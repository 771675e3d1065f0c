using Bellwether.Probes;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>A probe, compiled. Its options may hold secrets: never logged, never journaled.</summary>
internal sealed record ProbePlan(string Name, ProbeKind Kind, IProbeOptions Options)
{
    public override string ToString() => $"{Name} ({Kind.Name})";
}
