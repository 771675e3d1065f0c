using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Deployments;

/// <summary>A deployment as its events have made it. Nothing in it changes: an event gives the next one.</summary>
internal sealed record Deployment
{
    public required DeploymentStarted Started { get; init; }

    public required JudgePlan Plan { get; init; }

    public required string PlanDigest { get; init; }

    public required Mode Mode { get; init; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>Process ids at the announcement, by instance.</summary>
    public required IReadOnlyDictionary<string, int> Processes { get; init; }

    /// <summary>Nobody announced it; it was seen.</summary>
    public bool Unannounced { get; init; }

    /// <summary>W3C trace context of its announcement, carried by every message about it; null for none.</summary>
    public string? TraceParent { get; init; }

    /// <summary>Since when what is seen may be the doing of this version, or of one that failed and that it follows;
    /// null for not before the announcement.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The sign with which the version came before it was announced; null for none.</summary>
    public Sign? Came { get; init; }

    /// <summary>Step 0 first; never empty.</summary>
    public required IReadOnlyList<StepWatch> Steps { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    public CalledOff? CalledOff { get; init; }

    /// <summary>The last override; null for none.</summary>
    public VerdictOverridden? Override { get; init; }

    /// <summary>The hold in force; null for none.</summary>
    public HoldPlaced? Hold { get; init; }

    /// <summary>What people said of its verdicts, oldest first.</summary>
    public IReadOnlyList<FeedbackGiven> Feedback { get; init; } = [];

    /// <summary>A bake's verdict, which withdraws the promote; null for none.</summary>
    public VerdictIssued? Withdrawal { get; init; }

    public BakeConfirmed? Bake { get; init; }

    public RolledBack? RolledBack { get; init; }

    public OldVersionSeen? OldVersionSeen { get; init; }

    /// <summary>How far the databases had come when it began, one a probe that tells it; empty for none.</summary>
    public IReadOnlyList<MigrationAccount> MigrationsBefore { get; init; } = [];

    /// <summary>Migrations since then that cannot be undone, one sentence each, or that nobody can tell; empty for
    /// none.</summary>
    public IReadOnlyList<string> MigrationsRan { get; init; } = [];

    public RecoveryAssessed? Recovery { get; init; }

    /// <summary>Last account of time used up; null before the first.</summary>
    public TimePassed? TimePassed { get; init; }

    public Closed? Closed { get; init; }

    public string Id => Started.DeploymentId;

    public StepWatch Current => Steps[^1];

    public bool Advisory => Unannounced || Mode == Mode.Observe;

    public bool IsOpen => State != DeploymentState.Closed;

    /// <summary>Every verdict issued, oldest first.</summary>
    public IReadOnlyList<VerdictIssued> Verdicts =>
        [.. Steps.Select(step => step.Verdict).Append(Withdrawal).OfType<VerdictIssued>()];

    /// <summary>What holds now: a person's word after the verdict, a withdrawal, or the watch's verdict; pending
    /// before any.</summary>
    public Decision Standing
    {
        get
        {
            if (Current.Verdict is not { } verdict) return Decision.Pending;
            var last = Withdrawal ?? verdict;
            return Override is { } act && act.OverriddenAt >= last.DecidedAt ? act.Decision : last.Decision;
        }
    }

    /// <summary>Since when that holds; null before any verdict.</summary>
    public DateTimeOffset? StandingSince
    {
        get
        {
            if (Current.Verdict is not { } verdict) return null;
            var decided = (Withdrawal ?? verdict).DecidedAt;
            return Override?.OverriddenAt > decided ? Override.OverriddenAt : decided;
        }
    }

    public DeploymentState State
    {
        get
        {
            if (Closed is not null) return DeploymentState.Closed;
            return Standing switch
            {
                Decision.Pending => Current.T0 is null ? DeploymentState.Announced : DeploymentState.Watching,
                Decision.Rollback => AfterRollback,
                Decision.Promote => AfterPromote,
                _ => DeploymentState.Closed,
            };
        }
    }

    private DeploymentState AfterRollback =>
        Recovery is not null || Unannounced ? DeploymentState.Closed
        : RolledBack is null ? DeploymentState.AwaitingRollback
        : DeploymentState.Recovering;

    private DeploymentState AfterPromote
    {
        get
        {
            if (Bake is not null || Unannounced || Plan.Policy.Bake == TimeSpan.Zero) return DeploymentState.Closed;
            var inSteps = Started.Strategy is Strategy.Canary or Strategy.Rolling or Strategy.BlueGreen;
            return inSteps && FinishedAt is null ? DeploymentState.BetweenSteps : DeploymentState.Baking;
        }
    }

    public static Deployment Begin(Accepted accepted) => new()
    {
        Started = accepted.Started,
        Plan = accepted.Plan,
        PlanDigest = accepted.PlanDigest,
        Mode = accepted.Mode,
        AnnouncedAt = accepted.At,
        Processes = accepted.Processes,
        Unannounced = accepted.Unannounced,
        TraceParent = accepted.TraceParent,
        ChangedAt = accepted.ChangedAt,
        Came = accepted.Came,
        Steps = [new StepWatch { Step = 0, BeganAt = accepted.At }],
    };

    /// <summary>The deployment after an event.</summary>
    public Deployment Apply(DeploymentEvent happened) => happened switch
    {
        Accepted accepted => Begin(accepted),
        StepBegan step => this with
        {
            Steps = [.. Steps, new StepWatch { Step = step.Step, Weight = step.Weight, BeganAt = step.At }],
            // A person spoke of the step before, not of this one.
            Override = null,
        },
        NewVersionSeen seen => OnStep(seen.Step, step => step with { T0 = seen.T0, Sign = seen.Sign }),
        Finished finished => this with { FinishedAt = finished.At },
        CalledOff calledOff => this with { CalledOff = calledOff },
        Overridden overridden => this with { Override = overridden.Act },
        Held held => this with { Hold = held.Act },
        Released => this with { Hold = null },
        FeedbackNoted noted => this with { Feedback = [.. Feedback, noted.Act] },
        VerdictReached { Verdict.Phase: Phase.Bake } withdrawal => this with { Withdrawal = withdrawal.Verdict },
        VerdictReached reached => OnStep(reached.Verdict.Step, step => step with { Verdict = reached.Verdict }),
        RolledBack rolledBack => this with { RolledBack = rolledBack },
        OldVersionSeen seen => this with { OldVersionSeen = seen },
        RecoveryEnded ended => this with { Recovery = ended.Recovery },
        BakeEnded ended => this with { Bake = ended.Confirmed },
        MigrationsKnown known => this with { MigrationsBefore = [.. MigrationsBefore, known.Account] },
        MigrationsRan ran => this with { MigrationsRan = [.. MigrationsRan, .. ran.Sentences] },
        TimePassed passed => this with { TimePassed = passed },
        Closed closed => this with { Closed = closed },
        _ => this,
    };

    private Deployment OnStep(int number, Func<StepWatch, StepWatch> change) =>
        this with { Steps = [.. Steps.Select(step => step.Step == number ? change(step) : step)] };
}
