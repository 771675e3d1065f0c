namespace Bellwether.Contracts.Wire;

/// <summary>The CloudEvents <c>type</c> of every message; the number at the end is its schema.</summary>
public static class MessageTypes
{
    public const string DeploymentStarted = "bellwether.deployment-started.v1";
    public const string DeploymentStepReached = "bellwether.deployment-step-reached.v1";
    public const string DeploymentFinished = "bellwether.deployment-finished.v1";
    public const string DeploymentCancelled = "bellwether.deployment-cancelled.v1";
    public const string RollbackCompleted = "bellwether.rollback-completed.v1";
    public const string PreflightRequested = "bellwether.preflight-requested.v1";
    public const string VerdictOverridden = "bellwether.verdict-overridden.v1";
    public const string SignalsMasked = "bellwether.signals-masked.v1";
    public const string HoldPlaced = "bellwether.hold-placed.v1";
    public const string HoldReleased = "bellwether.hold-released.v1";
    public const string FeedbackGiven = "bellwether.feedback-given.v1";
    public const string PreflightAssessed = "bellwether.preflight-assessed.v1";
    public const string VerdictIssued = "bellwether.verdict-issued.v1";
    public const string FleetVerdictIssued = "bellwether.fleet-verdict-issued.v1";
    public const string EvidenceReported = "bellwether.evidence-reported.v1";
    public const string RecoveryAssessed = "bellwether.recovery-assessed.v1";
    public const string BakeConfirmed = "bellwether.bake-confirmed.v1";
    public const string AgentHeartbeat = "bellwether.agent-heartbeat.v1";
    public const string PointsReported = "bellwether.points-reported.v1";
    public const string DeploymentObserved = "bellwether.deployment-observed.v1";
}
