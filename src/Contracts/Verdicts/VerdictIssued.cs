using Bellwether.Contracts.Deployments;

namespace Bellwether.Contracts.Verdicts;

/// <summary>The judgement of one step of one deployment in one phase. It is final, and every copy has the same
/// bytes.</summary>
public sealed record VerdictIssued
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    /// <summary><c>{deploymentId}:{scope}:{phase}:{step}:{attempt}</c>; see <see cref="IdOf"/>.</summary>
    public required string VerdictId { get; init; }

    public required string DeploymentId { get; init; }

    public required int Attempt { get; init; }

    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required AgentIdentity Agent { get; init; }

    /// <summary>Agent id, or "fleet".</summary>
    public required string Scope { get; init; }

    /// <summary>Instances that were looked at, sorted; empty where none is known.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];

    public required string Version { get; init; }

    public string? PreviousVersion { get; init; }

    public string? ArtifactDigest { get; init; }

    public required Strategy Strategy { get; init; }

    public required Phase Phase { get; init; }

    /// <summary>Step of the deployment, from 0.</summary>
    public required int Step { get; init; }

    /// <summary>First sign of the new version, UTC; null in a verdict from before it.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>Promote, rollback or inconclusive; never pending.</summary>
    public required Decision Decision { get; init; }

    /// <summary>Why it is inconclusive; null otherwise.</summary>
    public Cause? Cause { get; init; }

    /// <summary>Whether it only advises: observe mode, or a fleet verdict decides.</summary>
    public required bool Advisory { get; init; }

    /// <summary>Who decided in the agent's place; null where nobody did.</summary>
    public string? OverriddenBy { get; init; }

    /// <summary>One plain sentence for a person on call.</summary>
    public required string Summary { get; init; }

    /// <summary>One a rule and method, in the order of the configuration.</summary>
    public required IReadOnlyList<Evidence> Evidence { get; init; }

    /// <summary>The share of healthy deployments that statistics may roll back at most, 0 to 1.</summary>
    public required double FalseRollbackBudget { get; init; }

    public required RollbackSafety RollbackSafety { get; init; }

    /// <summary>Share of the points after t0 that had data, 0 to 1, the smallest over the judged signals.</summary>
    public required double DataCoverage { get; init; }

    /// <summary>Digest of the compiled plan that judged, <c>sha256:…</c>.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>Head of the journal just before this verdict, <c>sha256:…</c>.</summary>
    public required string JournalHead { get; init; }

    public required DateTimeOffset DecidedAt { get; init; }

    /// <summary>After this a gate answers inconclusive instead.</summary>
    public required DateTimeOffset ValidUntil { get; init; }

    /// <summary>The id that a verdict must have: derived, so that a receiver knows a copy.</summary>
    public static string IdOf(string deploymentId, string scope, Phase phase, int step, int attempt) =>
        $"{deploymentId}:{scope}:{phase.ToString().ToLowerInvariant()}:{step}:{attempt}";
}
