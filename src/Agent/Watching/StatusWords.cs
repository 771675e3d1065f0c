using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching;

/// <summary>A deployment as people and programs are told of it.</summary>
internal static class StatusWords
{
    public static DeploymentStatus Status(Deployment deployment, EvidenceReported? progress) => new()
    {
        DeploymentId = deployment.Id,
        Attempt = deployment.Started.Attempt,
        Service = deployment.Started.Service,
        Environment = deployment.Started.Environment,
        Version = deployment.Started.Version,
        PreviousVersion = deployment.Started.PreviousVersion,
        Strategy = deployment.Started.Strategy,
        State = deployment.State,
        Step = deployment.Current.Step,
        Advisory = deployment.Advisory,
        Unannounced = deployment.Unannounced,
        AnnouncedAt = deployment.AnnouncedAt,
        T0 = deployment.Current.T0,
        T0Sign = SignOf(deployment.Current),
        FinishedAt = deployment.FinishedAt,
        Held = deployment.Hold is { } hold ? $"{hold.Actor}: {hold.Reason}" : null,
        Overridden = deployment.Override is { } act
            ? $"{GateAnswers.Words(act.Decision.ToString())} by {act.Actor}: {act.Reason}" : null,
        Summary = Of(deployment, progress),
        Verdicts = deployment.Verdicts,
        Recovery = deployment.Recovery,
        Progress = progress,
    };

    /// <summary>Where it stands, in one sentence.</summary>
    public static string Of(Deployment deployment, EvidenceReported? progress) => deployment.State switch
    {
        DeploymentState.Announced => deployment.FinishedAt is null
            ? $"Waiting for the first sign of version {deployment.Started.Version}."
            : $"Brought, but no sign of version {deployment.Started.Version} yet.",
        DeploymentState.Watching => Watched(deployment, progress),
        DeploymentState.BetweenSteps =>
            $"Step {deployment.Current.Step} was promoted; waiting for the next step or the finish.",
        DeploymentState.Baking => $"Promoted; the promote can be withdrawn until "
            + $"{deployment.StandingSince + deployment.Plan.Policy.Bake:HH:mm:ss} UTC.",
        DeploymentState.AwaitingRollback when deployment.Advisory =>
            $"Observe: would have rolled back: {deployment.Verdicts[^1].Summary}",
        DeploymentState.AwaitingRollback => $"Rollback: {deployment.Verdicts[^1].Summary}",
        DeploymentState.Recovering => deployment.OldVersionSeen is null
            ? "Put back; waiting for the first sign of the version that was put back."
            : "Put back; watching whether what had failed is well again.",
        _ => End(deployment),
    };

    private static string Watched(Deployment deployment, EvidenceReported? progress) => progress is null
        ? $"Version {deployment.Started.Version} is there; no point of it yet."
        : $"Watching version {deployment.Started.Version}: {progress.Points} of {progress.WindowPoints} points.";

    private static string End(Deployment deployment)
    {
        if (deployment.Recovery is { } recovery) return recovery.Summary;
        if (deployment.Verdicts is [.., var last]) return last.Summary;
        return deployment.Closed?.Reason ?? "Closed.";
    }

    private static string? SignOf(StepWatch step) => step.T0 is null ? null
        : step.Sign is { } sign ? GateAnswers.Words(sign.ToString()).Replace('-', ' ')
        : "the announcement";
}
