using Bellwether.Agent.Deployments;
using Bellwether.Agent.Judging;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching;

/// <summary>Puts a judgement into the form in which the world hears it.</summary>
internal static class VerdictComposer
{
    /// <summary>How long a gate may rely on a verdict.</summary>
    public static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    public static VerdictIssued Compose(
        Deployment deployment, Phase phase, Judgement judgement, VerdictSetting setting) => new()
        {
            VerdictId = VerdictIssued.IdOf(
                deployment.Id, setting.Agent.Id, phase, deployment.Current.Step, deployment.Started.Attempt),
            DeploymentId = deployment.Id,
            Attempt = deployment.Started.Attempt,
            Service = deployment.Started.Service,
            Environment = deployment.Started.Environment,
            Agent = setting.Agent,
            Scope = setting.Agent.Id,
            Instances = setting.Instances,
            Version = deployment.Started.Version,
            PreviousVersion = deployment.Started.PreviousVersion,
            ArtifactDigest = deployment.Started.ArtifactDigest,
            Strategy = deployment.Started.Strategy,
            Phase = phase,
            Step = deployment.Current.Step,
            T0 = deployment.Current.T0,
            Decision = judgement.Decision,
            Cause = judgement.Cause,
            Advisory = deployment.Advisory,
            OverriddenBy = setting.OverriddenBy,
            Summary = judgement.Summary,
            Evidence = judgement.Evidence,
            FalseRollbackBudget = deployment.Plan.Policy.FalseRollbackBudget,
            RollbackSafety = new RollbackSafety(setting.RollbackUnsafe.Count == 0, setting.RollbackUnsafe),
            DataCoverage = judgement.DataCoverage,
            PolicyDigest = deployment.PlanDigest,
            JournalHead = setting.JournalHead,
            DecidedAt = setting.Now,
            ValidUntil = setting.Now + Validity,
        };
}
