namespace Bellwether.Contracts.Verdicts;

/// <summary>A person lets the agent decide again.</summary>
public sealed record HoldReleased
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    /// <summary>Why; never empty, at most 1 000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Who; never empty.</summary>
    public required string Actor { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? ReleasedAt { get; init; }
}
