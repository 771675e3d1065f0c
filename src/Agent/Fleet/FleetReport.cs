namespace Bellwether.Agent.Fleet;

/// <summary>What one agent sends at a look, for one side of one signal. A later one takes the place of the one
/// before.</summary>
internal sealed record FleetReport
{
    public required string Agent { get; init; }

    /// <summary>Deviations of the median by look reached; NaN where not known.</summary>
    public required IReadOnlyList<double> Median { get; init; }

    /// <summary>Deviations of the rank by look reached.</summary>
    public required IReadOnlyList<double> Rank { get; init; }

    /// <summary>Evidence of this agent alone in nats, before any weight: L of JUDGE section 3.</summary>
    public required double Nats { get; init; }

    /// <summary>Relative change, up is bad.</summary>
    public required double Effect { get; init; }
}
