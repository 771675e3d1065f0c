namespace Bellwether.Contracts.Deployments;

/// <summary>The new version is in place everywhere; nothing more is brought.</summary>
public sealed record DeploymentFinished
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? FinishedAt { get; init; }
}
