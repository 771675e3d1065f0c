using System.Text.Json.Serialization;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Deployments;

/// <summary>Something that happened to a deployment. A deployment is what its events make of it, in their
/// order.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(StepBegan), "step-began")]
[JsonDerivedType(typeof(NewVersionSeen), "new-version-seen")]
[JsonDerivedType(typeof(Finished), "finished")]
[JsonDerivedType(typeof(CalledOff), "called-off")]
[JsonDerivedType(typeof(Overridden), "overridden")]
[JsonDerivedType(typeof(Held), "held")]
[JsonDerivedType(typeof(Released), "released")]
[JsonDerivedType(typeof(FeedbackNoted), "feedback-noted")]
[JsonDerivedType(typeof(VerdictReached), "verdict-reached")]
[JsonDerivedType(typeof(RolledBack), "rolled-back")]
[JsonDerivedType(typeof(OldVersionSeen), "old-version-seen")]
[JsonDerivedType(typeof(RecoveryEnded), "recovery-ended")]
[JsonDerivedType(typeof(BakeEnded), "bake-ended")]
[JsonDerivedType(typeof(MigrationsKnown), "migrations-known")]
[JsonDerivedType(typeof(MigrationsRan), "migrations-ran")]
[JsonDerivedType(typeof(TimePassed), "time-passed")]
[JsonDerivedType(typeof(Closed), "closed")]
internal abstract record DeploymentEvent
{
    private DeploymentEvent()
    {
    }

    /// <summary>When it happened, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The deployment was taken on; nothing in it changes later.</summary>
    public sealed record Accepted(
        DeploymentStarted Started, JudgePlan Plan, string PlanDigest, Mode Mode,
        IReadOnlyDictionary<string, int> Processes, bool Unannounced) : DeploymentEvent
    {
        /// <summary>W3C trace context that it was announced in; null for none. It survives a restart here.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? TraceParent { get; init; }

        /// <summary>Since when what is seen may be the doing of this version, or of one that failed and that it
        /// follows; null for not before the announcement.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public DateTimeOffset? ChangedAt { get; init; }

        /// <summary>The sign with which this version came before it was announced; null for none.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public Sign? Came { get; init; }
    }

    public sealed record StepBegan(int Step, double? Weight) : DeploymentEvent;

    /// <summary>First sign of the new version in the step; null sign: none came, and the end of the deployment stands
    /// for it.</summary>
    public sealed record NewVersionSeen(int Step, DateTimeOffset T0, SignKind? Sign) : DeploymentEvent;

    public sealed record Finished : DeploymentEvent;

    public sealed record CalledOff(string? Reason, string? Actor) : DeploymentEvent;

    public sealed record Overridden(VerdictOverridden Act) : DeploymentEvent;

    public sealed record Held(HoldPlaced Act) : DeploymentEvent;

    public sealed record Released(HoldReleased Act) : DeploymentEvent;

    public sealed record FeedbackNoted(FeedbackGiven Act) : DeploymentEvent;

    public sealed record VerdictReached(VerdictIssued Verdict) : DeploymentEvent;

    /// <summary>The previous version was put back.</summary>
    /// <param name="Version">The version put back; null where nobody said which.</param>
    /// <param name="StartedAs">Id of the start that said so; null where it was said otherwise.</param>
    /// <param name="Seen">Nobody said so: instances name it again.</param>
    public sealed record RolledBack(string? Version, string? StartedAs = null, bool Seen = false) : DeploymentEvent;

    /// <summary>First sign of the version that was put back; null sign as above.</summary>
    public sealed record OldVersionSeen(DateTimeOffset T0, SignKind? Sign) : DeploymentEvent;

    public sealed record RecoveryEnded(RecoveryAssessed Recovery) : DeploymentEvent;

    public sealed record BakeEnded(BakeConfirmed Confirmed) : DeploymentEvent;

    /// <summary>How far a database had come when the deployment began, by one probe: what comes later is told by
    /// it, also after a restart of the agent.</summary>
    public sealed record MigrationsKnown(MigrationAccount Account) : DeploymentEvent;

    /// <summary>Migrations ran since then that cannot be undone: one sentence each, none told before.</summary>
    public sealed record MigrationsRan(IReadOnlyList<string> Sentences) : DeploymentEvent;

    /// <summary>How much of the deployment's and of its step's time is used up; written now and then for a
    /// restart.</summary>
    public sealed record TimePassed(double DeploymentSeconds, double StepSeconds) : DeploymentEvent;

    /// <summary>Nothing more will happen; the reason is for people.</summary>
    public sealed record Closed(string Reason) : DeploymentEvent;
}
