namespace Bellwether.Contracts.Verdicts;

/// <summary>A person says afterwards that a verdict was wrong; this gives the real false-rollback rate.</summary>
public sealed record FeedbackGiven
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    public required FeedbackKind Kind { get; init; }

    /// <summary>Why; never empty, at most 1 000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Who; never empty.</summary>
    public required string Actor { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? GivenAt { get; init; }
}
