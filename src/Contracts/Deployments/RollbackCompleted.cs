namespace Bellwether.Contracts.Deployments;

/// <summary>The previous version was put back; its recovery is to be assessed.</summary>
public sealed record RollbackCompleted
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    /// <summary>The version that was put back; null: the deployment's previous version.</summary>
    public string? Version { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? CompletedAt { get; init; }
}
