using Bellwether.Agent.Deployments;
using Bellwether.Contracts;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Takes what pipelines and people say of deployments. Everything taken is durable when the call
/// returns.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Watcher(WatchRoom room, WatchRounds rounds)
{
    private const int LongestVersion = 128;
    private const int LongestReason = 1000;
    private const int MostReasons = 20;

    /// <summary>A deployment begins.</summary>
    /// <param name="message">What was said.</param>
    /// <param name="traceParent">W3C trace context that it was said in; null for none.</param>
    public Acceptance Start(DeploymentStarted message, string? traceParent = null)
    {
        if (Fault(message) is { } fault) return Acceptance.Invalid(fault);
        if (room.PlanOf(message.Service, message.Environment) is not { } plan)
            return Acceptance.NotFound(room.NotWatched(message.Service, message.Environment));
        lock (room.Book.Gate)
        {
            var now = room.Time.GetUtcNow();
            // So that it is among them, however old.
            _ = room.Book.Find(message.DeploymentId);
            var reception = Announcement.Receive(message, room.Book.All, now);
            return reception.Kind switch
            {
                ReceptionKind.Refused => Acceptance.Conflict(reception.Why),
                ReceptionKind.Same => Acceptance.Known(reception.Deployment!),
                ReceptionKind.RollbackCompleted => Acceptance.Taken(
                    Note(reception.Deployment!, new RolledBack(message.Version, message.DeploymentId) { At = now })),
                _ => Acceptance.Taken(rounds.Begin(message, plan, traceParent)),
            };
        }
    }

    /// <summary>The next step of a deployment begins.</summary>
    public Acceptance Step(DeploymentStepReached message) => On(message.DeploymentId, deployment =>
    {
        if (message.Step == deployment.Current.Step) return Acceptance.Known(deployment);
        if (message.Step < deployment.Current.Step)
            return Acceptance.Conflict($"step {deployment.Current.Step} has begun; step {message.Step} is older");
        if (deployment.State != DeploymentState.BetweenSteps)
            return Acceptance.Conflict(
                $"step {deployment.Current.Step} has no promote yet (the deployment is {Word(deployment.State)})");
        if (message.Weight is < 0 or > 1) return Acceptance.Invalid("weight is a share, 0 to 1");
        return Acceptance.Taken(rounds.BeginStep(deployment, message));
    });

    /// <summary>The new version is in place everywhere.</summary>
    public Acceptance Finish(DeploymentFinished message) => On(message.DeploymentId, deployment =>
        deployment.FinishedAt is not null
            ? Acceptance.Known(deployment)
            : Acceptance.Taken(Note(deployment, new Finished { At = room.Time.GetUtcNow() })));

    /// <summary>The deployment is called off.</summary>
    public Acceptance Cancel(DeploymentCancelled message) => On(message.DeploymentId, deployment =>
    {
        var calledOff = new CalledOff(message.Reason, message.Actor) { At = room.Time.GetUtcNow() };
        // Its steps have their verdicts; there is only nothing more to come.
        if (deployment.State == DeploymentState.BetweenSteps)
            return Acceptance.Taken(
                Note(deployment, calledOff, new Closed("Called off between its steps.") { At = calledOff.At }));
        if (deployment.State is not (DeploymentState.Announced or DeploymentState.Watching))
            return deployment.CalledOff is not null
                ? Acceptance.Known(deployment)
                : Acceptance.Conflict($"its verdict is out (the deployment is {Word(deployment.State)})");
        Note(deployment, calledOff);
        return Acceptance.Taken(rounds.Conclude(deployment.Id));
    });

    /// <summary>The previous version was put back.</summary>
    public Acceptance RolledBack(RollbackCompleted message) => On(message.DeploymentId, deployment =>
    {
        if (deployment.RolledBack is not null) return Acceptance.Known(deployment);
        if (deployment.State != DeploymentState.AwaitingRollback)
            return Acceptance.Conflict(
                $"it was not rolled back (the deployment is {Word(deployment.State)}); "
                + "say `override … rollback` first if a person decided it");
        return Acceptance.Taken(Note(deployment, new RolledBack(message.Version) { At = room.Time.GetUtcNow() }));
    });

    /// <summary>A person decides in the agent's place.</summary>
    public Acceptance Override(VerdictOverridden message) =>
        Act(message.DeploymentId, message.Reason, message.Actor, deployment =>
    {
        if (message.Decision is not (Decision.Promote or Decision.Rollback))
            return Acceptance.Invalid("an override is promote or rollback");
        // Advice is not yet anybody's word, even where it is the same.
        var isAdvice = deployment.Advisory && deployment.Override is null;
        if (deployment.Standing == message.Decision && !isAdvice) return Acceptance.Known(deployment);
        var now = room.Time.GetUtcNow();
        var overridden = new Overridden(message with { OverriddenAt = now }) { At = now };
        if (SuccessorOf(deployment) is { } successor)
            return Acceptance.Taken(
                Note(deployment, overridden, new Closed($"Deployment {successor.Id} started.") { At = now }));
        Note(deployment, overridden);
        return Acceptance.Taken(
            deployment.Current.Verdict is null ? rounds.Conclude(deployment.Id) : room.Book.Find(deployment.Id)!);
    });

    /// <summary>A person forbids to decide.</summary>
    public Acceptance Hold(HoldPlaced message) => Act(message.DeploymentId, message.Reason, message.Actor, deployment =>
    {
        if (deployment.Hold is not null) return Acceptance.Known(deployment);
        if (deployment.State is not (DeploymentState.Announced or DeploymentState.Watching
            or DeploymentState.BetweenSteps or DeploymentState.Baking))
            return Acceptance.Conflict($"there is nothing to hold (the deployment is {Word(deployment.State)})");
        var now = room.Time.GetUtcNow();
        return Acceptance.Taken(Note(deployment, new Held(message with { PlacedAt = now }) { At = now }));
    });

    /// <summary>A person lets the agent decide again.</summary>
    public Acceptance Release(HoldReleased message) =>
        Act(message.DeploymentId, message.Reason, message.Actor, deployment =>
    {
        if (deployment.Hold is null) return Acceptance.Known(deployment);
        var now = room.Time.GetUtcNow();
        return Acceptance.Taken(Note(deployment, new Released(message with { ReleasedAt = now }) { At = now }));
    });

    /// <summary>A person says that a verdict was wrong.</summary>
    public Acceptance Feedback(FeedbackGiven message) =>
        Act(message.DeploymentId, message.Reason, message.Actor, deployment =>
    {
        if (deployment.Verdicts.Count == 0) return Acceptance.Conflict("it has no verdict yet");
        if (deployment.Feedback.Any(said => said with { GivenAt = null } == message with { GivenAt = null }))
            return Acceptance.Known(deployment);
        var now = room.Time.GetUtcNow();
        return Acceptance.Taken(Note(deployment, new FeedbackNoted(message with { GivenAt = now }) { At = now }));
    });

    private Acceptance Act(string id, string reason, string actor, Func<Deployment, Acceptance> act)
    {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > LongestReason)
            return Acceptance.Invalid($"a reason is needed, of at most {LongestReason} characters");
        if (string.IsNullOrWhiteSpace(actor)) return Acceptance.Invalid("an actor is needed: who decides?");
        return On(id, act);
    }

    private Acceptance On(string id, Func<Deployment, Acceptance> act)
    {
        lock (room.Book.Gate)
            return room.Book.Find(id) is { } deployment
                ? act(deployment)
                : Acceptance.NotFound($"no deployment {id} is known here");
    }

    /// <summary>A later deployment of the same service: what is said of this one changes answers and nothing
    /// else.</summary>
    private Deployment? SuccessorOf(Deployment deployment) => room.Book.All.FirstOrDefault(
        other => other.Id != deployment.Id && other.Started.Service == deployment.Started.Service
            && other.Started.Environment == deployment.Started.Environment
                && other.AnnouncedAt >= deployment.AnnouncedAt);

    private Deployment Note(Deployment deployment, params IReadOnlyList<DeploymentEvent> happened)
    {
        var after = room.Book.Record(deployment.Id, deployment.Started.Attempt, happened);
        room.Changes.Announce();
        return after;
    }

    private static string Word(DeploymentState state) =>
        GateAnswers.Words(state.ToString());

    private static string? Fault(DeploymentStarted message)
    {
        if (!Ids.IsId(message.DeploymentId)) return "deploymentId must match [a-z0-9][a-z0-9._-]{0,62}";
        if (!Ids.IsName(message.Service)) return "service must match [a-z0-9][a-z0-9-]{0,62}";
        if (!Ids.IsName(message.Environment)) return "environment must match [a-z0-9][a-z0-9-]{0,62}";
        if (message.RollbackUnsafe.Count > MostReasons || message.RollbackUnsafe.Any(string.IsNullOrWhiteSpace))
            return $"rollbackUnsafe holds at most {MostReasons} reasons, none of them empty";
        if (message.Attempt < 1) return "attempt is 1 or more";
        if (!IsVersion(message.Version)) return $"version is needed, of at most {LongestVersion} printable characters";
        if (message.PreviousVersion is { } previous && !IsVersion(previous))
            return $"previousVersion is at most {LongestVersion} printable characters";
        return null;
    }

    private static bool IsVersion(string? version) =>
        !string.IsNullOrWhiteSpace(version) && version.Length <= LongestVersion && !version.Any(char.IsControl);
}
