namespace Bellwether.Contracts.Verdicts;

/// <summary>The bake is over and the promote stands.</summary>
public sealed record BakeConfirmed
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    public required int Attempt { get; init; }

    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required AgentIdentity Agent { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Summary { get; init; }

    public required DateTimeOffset ConfirmedAt { get; init; }
}
