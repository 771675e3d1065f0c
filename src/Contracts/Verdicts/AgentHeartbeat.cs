namespace Bellwether.Contracts.Verdicts;

/// <summary>The agent lives, and how well.</summary>
public sealed record AgentHeartbeat
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required AgentIdentity Agent { get; init; }

    public required string Environment { get; init; }

    /// <summary>Services it watches, sorted.</summary>
    public required IReadOnlyList<string> Services { get; init; }

    /// <summary>Deployments open now, sorted; empty for none.</summary>
    public required IReadOnlyList<string> OpenDeployments { get; init; }

    /// <summary>What is not well, one sentence each; empty when well.</summary>
    public required IReadOnlyList<string> Unwell { get; init; }

    public required DateTimeOffset At { get; init; }
}
