namespace Bellwether.Contracts.Deployments;

/// <summary>The deployment reached its next step: a larger share of traffic, or the next instances.</summary>
public sealed record DeploymentStepReached
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    /// <summary>The step that begins, from 1: step 0 began with the deployment. Steps only grow.</summary>
    public required int Step { get; init; }

    /// <summary>Share of traffic on the new version, 0 to 1; null where not said.</summary>
    public double? Weight { get; init; }

    /// <summary>When, UTC; null: when the agent heard of it.</summary>
    public DateTimeOffset? ReachedAt { get; init; }
}
