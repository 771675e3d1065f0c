using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration;

/// <summary>A plan, or everything that stands in its way.</summary>
internal sealed record ConfigurationOutcome
{
    /// <summary>The compiled plan; null where there are faults.</summary>
    public AgentPlan? Plan { get; init; }

    /// <summary>All faults, by line and column; empty where there is a plan. At most 100.</summary>
    public required IReadOnlyList<ConfigurationFault> Faults { get; init; }

    /// <summary>Looks at the disk for what the probes need of it: a list by the order of the probes, empty where all is
    /// there. Whoever starts an agent does not ask: what is missing may have come by then.</summary>
    public Func<IReadOnlyList<ConfigurationDoubt>> Doubts { get; init; } = () => [];
}
