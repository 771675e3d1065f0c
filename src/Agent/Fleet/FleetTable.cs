namespace Bellwether.Agent.Fleet;

/// <summary>What one agent sends once a deployment and signal: how far its pretend deployments went.</summary>
internal sealed record FleetTable
{
    public required string Agent { get; init; }

    public required FleetPlan Plan { get; init; }

    /// <summary>Unmasked points of its history.</summary>
    public required int Points { get; init; }

    /// <summary>Deviations of the median by moment of the plan, then look; NaN where not known.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Median { get; init; }

    /// <summary>Deviations of the rank likewise.</summary>
    public required IReadOnlyList<IReadOnlyList<double>> Rank { get; init; }
}
