using Bellwether.Agent.Deployments;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Watching;

/// <summary>What somebody who asks for a verdict is told.</summary>
internal static class GateAnswers
{
    /// <param name="deployment">The deployment asked for.</param>
    /// <param name="phase">Watch, bake or recovery.</param>
    /// <param name="step">Step asked for; null: the last one.</param>
    /// <param name="state">How the agent is, and what it has seen so far.</param>
    public static GateAnswer Of(Deployment deployment, Phase phase, int? step, GateState state) => phase switch
    {
        Phase.Recovery => OfRecovery(deployment, state),
        Phase.Bake => OfBake(deployment, state),
        _ => OfWatch(deployment, step ?? deployment.Current.Step, state),
    };

    private static GateAnswer OfWatch(Deployment deployment, int step, GateState state)
    {
        var watched = deployment.Steps.FirstOrDefault(s => s.Step == step);
        if (watched?.Verdict is not { } verdict) return Pending(deployment, Phase.Watch, step, state);
        return step == deployment.Current.Step ? Told(deployment, verdict, state) : Told(verdict, state);
    }

    private static GateAnswer OfBake(Deployment deployment, GateState state)
    {
        if (deployment.Withdrawal is { } withdrawal) return Told(deployment, withdrawal, state);
        if (deployment.Current.Verdict is not { } verdict || deployment.State == DeploymentState.Baking)
            return Pending(deployment, Phase.Bake, deployment.Current.Step, state);
        var told = Told(deployment, verdict, state) with { Phase = Phase.Bake };
        return deployment.Bake is { } confirmed ? told with { Summary = confirmed.Summary } : told;
    }

    private static GateAnswer OfRecovery(Deployment deployment, GateState state)
    {
        if (deployment.Recovery is { } recovery)
            return Answer(deployment, Phase.Recovery, deployment.Current.Step) with
            {
                Decision = recovery.Recovered ? Decision.Promote : Decision.Rollback,
                Summary = recovery.Summary,
                Recovery = recovery,
            };
        if (deployment.State != DeploymentState.Closed) return Pending(deployment, Phase.Recovery, null, state);
        return Answer(deployment, Phase.Recovery, deployment.Current.Step) with
        {
            Decision = Decision.Inconclusive,
            Summary = deployment.Closed?.Reason ?? "There was nothing to recover from: it was not rolled back.",
        };
    }

    // A person's word after the verdict outranks it; the verdict itself stays what it was.
    private static GateAnswer Told(Deployment deployment, VerdictIssued verdict, GateState state)
    {
        var told = Told(verdict, state);
        if (deployment.Override is not { OverriddenAt: { } said } act || said < verdict.DecidedAt
            || (said == verdict.DecidedAt && verdict.OverriddenBy is not null))
            return told;
        if (state.Now > said + VerdictComposer.Validity)
            return TooOld(told, "override");
        return told with
        {
            Decision = act.Decision,
            Cause = null,
            Summary = $"overridden by {act.Actor}: {act.Reason}",
            Note = $"the verdict was {Words(verdict.Decision.ToString())}: {verdict.Summary}",
        };
    }

    private static GateAnswer Told(VerdictIssued verdict, GateState state)
    {
        var told = new GateAnswer
        {
            DeploymentId = verdict.DeploymentId,
            Attempt = verdict.Attempt,
            Phase = verdict.Phase,
            Step = verdict.Step,
            Decision = verdict.Decision,
            Cause = verdict.Cause,
            Summary = verdict.Summary,
            Verdict = verdict,
        };
        if (state.Now > verdict.ValidUntil)
            return TooOld(told, "verdict");
        // What a person decided is no advice.
        if (!verdict.Advisory || verdict.OverriddenBy is not null || verdict.Decision == Decision.Promote) return told;
        return told with
        {
            Decision = Decision.Promote,
            Cause = null,
            Note = verdict.Decision == Decision.Rollback
                ? "observe: would have rolled back"
                : $"observe: would have been inconclusive ({Kebab(verdict.Cause)})",
        };
    }

    private static GateAnswer TooOld(GateAnswer told, string what) => told with
    {
        Decision = Decision.Inconclusive,
        Cause = null,
        Note = $"the {what} is too old to be relied on",
    };

    private static GateAnswer Pending(Deployment deployment, Phase phase, int? step, GateState state)
    {
        var answer = Answer(deployment, phase, step ?? deployment.Current.Step);
        if (state.Unwell is { } unwell)
            return answer with
            {
                Decision = Decision.Inconclusive,
                Cause = Cause.AgentUnwell,
                Summary = unwell,
            };
        var held = deployment.Hold is { } hold ? $"held by {hold.Actor}: {hold.Reason}" : null;
        return answer with { Summary = held ?? state.Progress };
    }

    private static GateAnswer Answer(Deployment deployment, Phase phase, int step) => new()
    {
        DeploymentId = deployment.Id,
        Attempt = deployment.Started.Attempt,
        Phase = phase,
        Step = step,
        Decision = Decision.Pending,
        Summary = "",
    };

    /// <summary>A name as the wire has it: lower-kebab.</summary>
    internal static string Words(string name) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(name);

    private static string Kebab(Cause? cause) => cause is null ? "" : Words(cause.Value.ToString());
}
