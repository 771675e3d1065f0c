using Bellwether.Contracts.Verdicts;

namespace Bellwether.Contracts.Deployments;

/// <summary>A deployment as the agent knows it now.</summary>
public sealed record DeploymentStatus
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string DeploymentId { get; init; }

    public required int Attempt { get; init; }

    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required string Version { get; init; }

    public string? PreviousVersion { get; init; }

    public required Strategy Strategy { get; init; }

    public required DeploymentState State { get; init; }

    /// <summary>Step that is or was watched last, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>Whether its verdicts only advise.</summary>
    public required bool Advisory { get; init; }

    /// <summary>Nobody announced it.</summary>
    public bool Unannounced { get; init; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>First sign of the new version in this step, UTC; null before it.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>What that sign was; null before it.</summary>
    public string? T0Sign { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Who holds it, and why; null where nobody does.</summary>
    public string? Held { get; init; }

    /// <summary>Who decided in the agent's place, what, and why; null where nobody did.</summary>
    public string? Overridden { get; init; }

    /// <summary>Where it stands, in one sentence.</summary>
    public required string Summary { get; init; }

    /// <summary>Its verdicts, oldest first; empty before the first.</summary>
    public required IReadOnlyList<VerdictIssued> Verdicts { get; init; }

    /// <summary>Its recovery; null where there was none.</summary>
    public RecoveryAssessed? Recovery { get; init; }

    /// <summary>What has been seen so far of the phase under way; null where none is.</summary>
    public EvidenceReported? Progress { get; init; }
}
