namespace Bellwether.Agent.Fleet;

/// <summary>What all instances of a deployment say together, and what the worst of them says alone.</summary>
internal sealed record FleetFinding
{
    /// <summary>Points after t0 at the first look at which the fleet called for a rollback; null for none.</summary>
    public int? CrossedAt { get; init; }

    /// <summary>The agent that calls for a rollback alone, the loudest one; null for none.</summary>
    public string? WorstAgent { get; init; }

    /// <summary>Points after t0 at the last look that all agents have reached; 0 for none.</summary>
    public required int Look { get; init; }

    /// <summary>The statistic that spoke loudest, "rmed" or "rauc"; null where the fleet says nothing.</summary>
    public string? Statistic { get; init; }

    /// <summary>Evidence of the fleet in nats after weights, at its maximum over the looks; 0 is none.</summary>
    public required double Strength { get; init; }

    /// <summary>Evidence of the worst instance in nats after weights; 0 is none.</summary>
    public required double WorstStrength { get; init; }

    /// <summary>Relative change that half of the agents reach, up is bad; NaN where nobody reported.</summary>
    public required double Effect { get; init; }

    /// <summary>Common pretend deployments that it was compared with.</summary>
    public required int Placebos { get; init; }

    /// <summary>How many of them got at least so far; null where the fleet says nothing.</summary>
    public int? Exceeded { get; init; }

    /// <summary>Agents whose table is in the sums and that have reported nothing yet, sorted.</summary>
    public required IReadOnlyList<string> Silent { get; init; }

    public bool Fails => CrossedAt is not null || WorstAgent is not null;
}
