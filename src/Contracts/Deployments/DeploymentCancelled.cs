namespace Bellwether.Contracts.Deployments;

/// <summary>The deployment was called off before its verdict.</summary>
public sealed record DeploymentCancelled
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    /// <summary>Why, in the sender's words; null where not said.</summary>
    public string? Reason { get; init; }

    public string? Actor { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? CancelledAt { get; init; }
}
