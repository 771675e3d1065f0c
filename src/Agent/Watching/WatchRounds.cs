using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Goes round all open deployments: looks for the first sign, asks the judge, journals what follows.</summary>
/// <remarks>Every member is called with the book's gate held.</remarks>
internal sealed class WatchRounds(WatchRoom room, Verdicts verdicts)
{
    /// <summary>How often the time used up is journaled, for a restart.</summary>
    private static readonly TimeSpan Checkpoint = TimeSpan.FromMinutes(1);

    private readonly MigrationWatch _migrations = new(room);
    private readonly Dictionary<string, Pace> _paces = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EvidenceReported> _progress = new(StringComparer.Ordinal);

    /// <summary>What has been seen so far of the phase under way; null where none is.</summary>
    public EvidenceReported? ProgressOf(string deploymentId) => _progress.GetValueOrDefault(deploymentId);

    /// <summary>Takes a deployment on, and ends what it takes the place of.</summary>
    /// <param name="message">What was said.</param>
    /// <param name="plan">What is done about it.</param>
    /// <param name="traceParent">W3C trace context that it was said in; null for none.</param>
    public Deployment Begin(DeploymentStarted message, WatchPlan plan, string? traceParent) =>
        Begin(message, plan, observed: null, traceParent);

    /// <summary>Takes on what nobody announced: told and watched, or neither.</summary>
    public Deployment Begin(DeploymentObserved observed, WatchPlan plan)
    {
        using var span = Tracing.Under(null, "deployment observed");
        span?.SetTag(SpanTags.Deployment, observed.DeploymentId);
        return Begin(StartOf(observed), plan, observed, span?.Id);
    }

    public Deployment BeginStep(Deployment deployment, DeploymentStepReached message)
    {
        var step = new StepBegan(message.Step, message.Weight) { At = room.Time.GetUtcNow() };
        var after = room.Book.Record(deployment.Id, deployment.Started.Attempt, step);
        PaceOf(after).BeginStep();
        Changed(after.Started.Service);
        return after;
    }

    /// <summary>Ends the watch under way now, for a reason that outranks the points.</summary>
    public Deployment Conclude(string deploymentId)
    {
        Watch(room.Book.Find(deploymentId)!, supersededBy: null);
        return room.Book.Find(deploymentId)!;
    }

    /// <summary>Learns for what was announced; the only member that is called without the gate.</summary>
    public void Learn(CancellationToken stopping) => verdicts.Calibrations.Work(stopping);

    /// <summary>One round. Called about once a second.</summary>
    public void Go()
    {
        foreach (var deployment in room.Book.All.Where(d => d.IsOpen).ToList())
        {
            Advance(deployment);
            if (room.Book.Find(deployment.Id) is not { IsOpen: true } open) Forget(deployment.Id);
            else if (HasDeadline(open)) KeepTime(open);
        }
    }

    /// <summary>Tells the signals which stretches are no example of normal.</summary>
    public void Masked(string service)
    {
        room.Signals.Bring(service, BroughtVersion.Of(OpenOf(service, room.Plan.Environment)));
        room.Signals.SetMasks(service, verdicts.MasksOf(service));
    }

    private Deployment Begin(
        DeploymentStarted message, WatchPlan plan, DeploymentObserved? observed, string? traceParent)
    {
        var before = observed is null ? PredecessorsOf(message, plan.Policy) : null;
        foreach (var earlier in OpenOf(message.Service, message.Environment)) GiveWay(earlier, message.DeploymentId);
        // Before the plan changes: it begins with signals that have seen no process yet.
        var processes = room.Signals.Processes(message.Service);
        // What the operator changed since the earlier one began holds for this one.
        plan = room.Latest(plan);
        var accepted = new Accepted(
            message,
            new JudgePlan { Policy = plan.Policy, Rules = verdicts.RulesOf(plan) },
            plan.Digest,
            observed is null ? plan.Mode : Mode.Observe,
            processes,
            observed is not null)
        {
            At = observed?.ObservedAt ?? room.Time.GetUtcNow(),
            TraceParent = Tracing.Checked(traceParent),
            ChangedAt = before?.ChangedAt,
            Came = before?.Came,
        };
        IReadOnlyList<JournalEntry> told = observed is null ? [] : [room.Book.Records.Message(
            MessageTypes.DeploymentObserved, $"{observed.DeploymentId}:observed", observed.DeploymentId,
            observed.ObservedAt, observed, ContractsJson.Wire.CloudEventDeploymentObserved, traceParent)];
        var deployment = room.Book.Record(message.DeploymentId, message.Attempt, told, [accepted]);
        _paces[deployment.Id] = Pace.Begin(room.Time);
        // What ran before is none of it: how far the databases have come is taken down at once.
        deployment = _migrations.Begin(deployment);
        Changed(message.Service);
        return deployment;
    }

    private Predecessors PredecessorsOf(DeploymentStarted message, PolicyPlan policy)
    {
        var now = room.Time.GetUtcNow();
        var signs = room.Signals.SignsSince(message.Service, now - Announcement.RollbackMemory - policy.Window);
        return Predecessors.Of(message, room.Book.All, signs, policy, now);
    }

    private static DeploymentStarted StartOf(DeploymentObserved observed) => new()
    {
        DeploymentId = observed.DeploymentId,
        Service = observed.Service,
        Environment = observed.Environment,
        Version = observed.Version ?? "unknown",
        PreviousVersion = observed.PreviousVersion,
        StartedAt = observed.ObservedAt,
    };

    /// <remarks>Most rounds change nothing, and leave no span: a watch of hours has thousands of them.</remarks>
    private void Advance(Deployment deployment)
    {
        using var span = Tracing.Of(deployment.TraceParent, "round");
        span?.SetTag(SpanTags.Deployment, deployment.Id);
        var after = deployment;
        try
        {
            Turn(deployment);
            after = room.Book.Find(deployment.Id)!;
        }
        finally
        {
            // Also a round that could not be made durable: it is tried again each second.
            if (ReferenceEquals(after, deployment)) span.Forget();
            else span?.SetTag(SpanTags.State, GateAnswers.Words(after.State.ToString()));
        }
    }

    private void Turn(Deployment deployment)
    {
        switch (deployment.State)
        {
            case DeploymentState.Announced or DeploymentState.Watching:
                Watch(deployment, supersededBy: null);
                break;
            case DeploymentState.BetweenSteps when PaceOf(deployment).MaxDurationPassed(deployment):
                Close(deployment, "No further step came within the time for the whole deployment.");
                break;
            case DeploymentState.Baking:
                Bake(deployment);
                break;
            case DeploymentState.AwaitingRollback:
                AwaitRollback(deployment);
                break;
            case DeploymentState.Recovering:
                Recover(deployment);
                break;
        }
    }

    private void Watch(Deployment deployment, string? supersededBy)
    {
        var current = _migrations.Notice(deployment.Current.T0 is null ? LookForT0(deployment) : deployment);
        var circumstances = new Circumstances
        {
            SupersededBy = supersededBy,
            Cancelled = current.CalledOff is not null,
            DeadlinePassed = PaceOf(current).DeadlinePassed(current),
            RollbackUnsafe = RollbackCaution.Reasons(current, room.Book.All),
        };
        var asked = verdicts.Ask(current, current.Current.T0, circumstances);
        var still = VersionCheck.StillRuns(current, asked.Snapshot.Versions);
        // Replaced is replaced everywhere; the other strategies go on step by step.
        var also = current.Started.Strategy == Strategy.Replace && asked.Snapshot.OldVersions is [var old, ..]
            ? old : null;
        asked = asked with { Circumstances = circumstances with { StillRuns = still, AlsoRuns = also } };
        var judgement = Judged(asked, Judge.Watch);
        if (current.Override is { } act && current.Current.Verdict is null)
            judgement = Verdicts.Overridden(judgement, act);
        else if ((current.Hold is not null || verdicts.Calibrations.IsWaiting(current)) && !Outranks(circumstances))
            judgement = judgement with { Decision = Decision.Pending, Cause = null };

        if (judgement.Decision == Decision.Pending) Progress(current, Phase.Watch, judgement);
        else Issue(current, Phase.Watch, judgement, asked);
    }

    // A hold forbids to decide on the points, and so does what is not learned yet; neither stops the world.
    private static bool Outranks(Circumstances circumstances) =>
        circumstances.SupersededBy is not null || circumstances.Cancelled || circumstances.DeadlinePassed;

    private Deployment LookForT0(Deployment deployment)
    {
        var signs = room.Signals.SignsSince(deployment.Started.Service, FirstSign.Earliest(deployment));
        var seen = FirstSign.OfNewVersion(deployment, signs, room.Time.GetUtcNow());
        if (seen is null || IsContradicted(seen, deployment)) return deployment;
        var after = room.Book.Record(deployment.Id, deployment.Started.Attempt, seen);
        Changed(after.Started.Service);
        return after;
    }

    // The word that it is there stands for a sign only as long as the instances do not say otherwise.
    private bool IsContradicted(NewVersionSeen seen, Deployment deployment) =>
        seen is { Sign: null, Step: 0 }
        && verdicts.Ask(deployment, null, new Circumstances()).Snapshot.Versions is var named
        && VersionCheck.StillRuns(deployment, named) is not null;

    private void Bake(Deployment deployment)
    {
        deployment = _migrations.Notice(deployment);
        var circumstances = new Circumstances
        {
            PromotedAt = deployment.StandingSince,
            RollbackUnsafe = RollbackCaution.Reasons(deployment, room.Book.All),
        };
        var asked = verdicts.Ask(deployment, deployment.Current.T0, circumstances);
        var judgement = Judged(asked, Judge.Bake);
        if (judgement.Decision == Decision.Promote) Confirm(deployment, judgement);
        else if (judgement.Decision != Decision.Rollback || deployment.Hold is not null)
            Progress(deployment, Phase.Bake, judgement);
        else if (!HumanPromote.Covers(deployment, judgement))
            Issue(deployment, Phase.Bake, judgement, asked);
        else if (room.Time.GetUtcNow() - deployment.StandingSince >= deployment.Plan.Policy.Bake)
            Close(deployment, "A person promoted it in spite of what failed, and nothing else failed while it baked.");
        else Progress(deployment, Phase.Bake, judgement);
    }

    private void Confirm(Deployment deployment, Judgement judgement)
    {
        var now = room.Time.GetUtcNow();
        var confirmed = new BakeEnded(verdicts.Confirm(deployment, judgement, now)) { At = now };
        room.Book.Record(deployment.Id, deployment.Started.Attempt, confirmed);
        Changed(deployment.Started.Service);
    }

    private void AwaitRollback(Deployment deployment)
    {
        var signs = room.Signals.SignsSince(deployment.Started.Service, deployment.StandingSince!.Value);
        // Put back by hand at night: nobody has to tell it.
        if (FirstSign.OfPutBack(deployment, signs, room.Time.GetUtcNow()) is { } seen
            && verdicts.Ask(deployment, null, new Circumstances()).Snapshot.Versions is [var only]
            && only == seen.Version)
        {
            room.Book.Record(deployment.Id, deployment.Started.Attempt, seen);
            Changed(deployment.Started.Service);
            return;
        }

        if (room.Time.GetUtcNow() - deployment.StandingSince >= Announcement.RollbackMemory)
            Close(deployment, "Nobody said within an hour that the rollback was carried out.");
    }

    private void Recover(Deployment deployment)
    {
        var now = room.Time.GetUtcNow();
        if (deployment.OldVersionSeen is null)
        {
            var signs = room.Signals.SignsSince(deployment.Started.Service, deployment.StandingSince!.Value);
            if (FirstSign.OfOldVersion(deployment, signs, now) is not { } seen) return;
            deployment = room.Book.Record(deployment.Id, deployment.Started.Attempt, seen);
        }

        if (verdicts.Recovery(deployment, now) is not { } ended) return;
        room.Book.Record(deployment.Id, deployment.Started.Attempt, new RecoveryEnded(ended) { At = now });
        Changed(deployment.Started.Service);
    }

    private static bool HasDeadline(Deployment deployment) => deployment.State
        is DeploymentState.Announced or DeploymentState.Watching or DeploymentState.BetweenSteps;

    private void GiveWay(Deployment earlier, string to)
    {
        if (earlier.State is DeploymentState.Announced or DeploymentState.Watching) Watch(earlier, supersededBy: to);
        else Close(earlier, $"Deployment {to} started.");
        Forget(earlier.Id);
    }

    private void Issue(Deployment deployment, Phase phase, Judgement judgement, WatchCase asked)
    {
        verdicts.Issue(deployment, phase, judgement, asked);
        _progress.Remove(deployment.Id);
        Changed(deployment.Started.Service);
    }

    private static Judgement Judged(WatchCase asked, Func<WatchCase, Judgement> judge)
    {
        using var span = Tracing.Within("judgement");
        var judgement = judge(asked);
        span?.SetTag(SpanTags.Points, judgement.Points);
        span?.SetTag(SpanTags.Decision, SpanTags.Word(judgement.Decision));
        if (judgement.Decision == Decision.Pending) span.Forget();
        return judgement;
    }

    private void Close(Deployment deployment, string reason)
    {
        room.Book.Record(deployment.Id, deployment.Started.Attempt, new Closed(reason) { At = room.Time.GetUtcNow() });
        Changed(deployment.Started.Service);
    }

    private void Progress(Deployment deployment, Phase phase, Judgement judgement)
    {
        var before = _progress.GetValueOrDefault(deployment.Id);
        _progress[deployment.Id] = verdicts.Report(deployment, phase, judgement);
        if (before?.Points != judgement.Points) room.Changes.Announce();
    }

    private void KeepTime(Deployment deployment)
    {
        var pace = PaceOf(deployment);
        if (!pace.IsDue(Checkpoint)) return;
        var now = room.Time.GetUtcNow();
        var passed = new TimePassed(pace.Deployment.TotalSeconds, pace.Step.TotalSeconds) { At = now };
        room.Book.Record(deployment.Id, deployment.Started.Attempt, passed);
    }

    private Pace PaceOf(Deployment deployment)
    {
        if (!_paces.TryGetValue(deployment.Id, out var pace))
            _paces[deployment.Id] = pace = Pace.Resume(deployment, room.Time);
        return pace;
    }

    private IReadOnlyList<Deployment> OpenOf(string service, string environment) =>
        [.. room.Book.All.Where(d => d.IsOpen && d.Started.Service == service && d.Started.Environment == environment)];

    private void Forget(string deploymentId)
    {
        _paces.Remove(deploymentId);
        _progress.Remove(deploymentId);
    }

    private void Changed(string service)
    {
        Masked(service);
        room.Changes.Announce();
    }
}
