namespace Bellwether.Contracts.Verdicts;

/// <summary>Whether a deployment may start now.</summary>
public sealed record PreflightAssessed
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required AgentIdentity Agent { get; init; }

    /// <summary>Whether nothing speaks against starting.</summary>
    public required bool Ready { get; init; }

    /// <summary>Why not, one a finding; empty when ready.</summary>
    public required IReadOnlyList<PreflightReason> Reasons { get; init; }

    public required DateTimeOffset AssessedAt { get; init; }
}
