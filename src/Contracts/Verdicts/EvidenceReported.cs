namespace Bellwether.Contracts.Verdicts;

/// <summary>What one agent has seen so far of a deployment: progress, not a verdict.</summary>
public sealed record EvidenceReported
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    public required int Attempt { get; init; }

    public required AgentIdentity Agent { get; init; }

    public required Phase Phase { get; init; }

    public required int Step { get; init; }

    /// <summary>Points seen after t0 so far; 0 or more.</summary>
    public required int Points { get; init; }

    /// <summary>Points in the whole window; 1 or more.</summary>
    public required int WindowPoints { get; init; }

    public required IReadOnlyList<Evidence> Evidence { get; init; }

    public required DateTimeOffset ReportedAt { get; init; }
}
