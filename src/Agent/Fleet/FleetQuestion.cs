namespace Bellwether.Agent.Fleet;

/// <summary>One side of one signal on all treated instances of a deployment.</summary>
internal sealed record FleetQuestion
{
    public required FleetSums Sums { get; init; }

    /// <summary>The last report of each agent, in any order.</summary>
    public required IReadOnlyList<FleetReport> Reports { get; init; }

    /// <summary>Sides of the signal that are judged, 1 or 2: each costs its share.</summary>
    public int Sides { get; init; } = 1;

    /// <summary>Smallest change worth a rollback, relative.</summary>
    public double Allow { get; init; } = 0.1;

    /// <summary>Log of this signal's share of the budget; 0 or less.</summary>
    public double LogWeight { get; init; }

    /// <summary>Nats that a rollback takes, weight included: log(1/α).</summary>
    public required double Needed { get; init; }
}
