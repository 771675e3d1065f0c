namespace Bellwether.Contracts.Verdicts;

/// <summary>A person forbids the agent to say rollback or promote until released: the gate answers pending.</summary>
public sealed record HoldPlaced
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    /// <summary>Why; never empty, at most 1 000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Who; never empty.</summary>
    public required string Actor { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? PlacedAt { get; init; }
}
