namespace Bellwether.Contracts.Verdicts;

/// <summary>Whether the service is well again after its previous version was put back.</summary>
public sealed record RecoveryAssessed
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    public required int Attempt { get; init; }

    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required AgentIdentity Agent { get; init; }

    /// <summary>True: every rule that had failed passes again. False: not within one window.</summary>
    public required bool Recovered { get; init; }

    /// <summary>First sign of the version that was put back, UTC; null where none was seen.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>One plain sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>The rules that had failed, as they are now.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    public required DateTimeOffset AssessedAt { get; init; }
}
