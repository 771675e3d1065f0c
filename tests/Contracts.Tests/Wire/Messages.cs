using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Contracts.Tests.Wire;

/// <summary>Everything that goes over a wire.</summary>
internal static class Messages
{
    private const string Id = "checkout-8f2c";
    private const string Reason = "known";
    private const string Actor = "ada@desk";

    private static readonly ContractsJson Wire = ContractsJson.Wire;
    private static readonly DateTimeOffset Noon = Samples.Noon;

    public static IReadOnlyList<Message> All { get; } = [.. In(), .. People(), .. Out(), .. Answers()];

    public static TheoryData<string> Names { get; } = [.. All.Select(message => message.Name)];

    public static Message Named(string name) => All.Single(message => message.Name == name);

    private static IEnumerable<Message> In() =>
    [
        Message.Of("deployment-started", Samples.Envelope(MessageTypes.DeploymentStarted, new DeploymentStarted
        {
            DeploymentId = Id,
            Attempt = 2,
            Service = "checkout",
            Environment = "production",
            Version = "2.4.1",
            PreviousVersion = "2.4.0",
            ArtifactDigest = "sha256:ab",
            Strategy = Strategy.FeatureFlag,
            RollbackUnsafe = ["a migration that cannot be undone"],
            StartedAt = Noon,
            Actor = Actor,
        }), Wire.CloudEventDeploymentStarted),
        Message.Of("deployment-step-reached", Samples.Envelope(
            MessageTypes.DeploymentStepReached,
            new DeploymentStepReached { DeploymentId = Id, Step = 1, Weight = 0.2, ReachedAt = Noon }),
            Wire.CloudEventDeploymentStepReached),
        Message.Of("deployment-finished", Samples.Envelope(
            MessageTypes.DeploymentFinished, new DeploymentFinished { DeploymentId = Id, FinishedAt = Noon }),
            Wire.CloudEventDeploymentFinished),
        Message.Of("deployment-cancelled", Samples.Envelope(
            MessageTypes.DeploymentCancelled,
            new DeploymentCancelled { DeploymentId = Id, Reason = Reason, Actor = Actor, CancelledAt = Noon }),
            Wire.CloudEventDeploymentCancelled),
        Message.Of("rollback-completed", Samples.Envelope(
            MessageTypes.RollbackCompleted,
            new RollbackCompleted { DeploymentId = Id, Version = "2.4.0", CompletedAt = Noon }),
            Wire.CloudEventRollbackCompleted),
        Message.Of("preflight-requested", Samples.Envelope(
            MessageTypes.PreflightRequested,
            new PreflightRequested { Service = "checkout", Environment = "production", Version = "2.4.1" }),
            Wire.CloudEventPreflightRequested),
    ];

    private static IEnumerable<Message> People() =>
    [
        Message.Of("verdict-overridden", Samples.Envelope(MessageTypes.VerdictOverridden, new VerdictOverridden
        {
            DeploymentId = Id,
            Decision = Decision.Promote,
            Reason = Reason,
            Actor = Actor,
            OverriddenAt = Noon,
        }), Wire.CloudEventVerdictOverridden),
        Message.Of(
            "signals-masked",
            Samples.Envelope(MessageTypes.SignalsMasked, Samples.Mask),
            Wire.CloudEventSignalsMasked),
        Message.Of("hold-placed", Samples.Envelope(
            MessageTypes.HoldPlaced,
            new HoldPlaced { DeploymentId = Id, Reason = Reason, Actor = Actor, PlacedAt = Noon }),
            Wire.CloudEventHoldPlaced),
        Message.Of("hold-released", Samples.Envelope(
            MessageTypes.HoldReleased,
            new HoldReleased { DeploymentId = Id, Reason = Reason, Actor = Actor, ReleasedAt = Noon }),
            Wire.CloudEventHoldReleased),
        Message.Of("feedback-given", Samples.Envelope(MessageTypes.FeedbackGiven, new FeedbackGiven
        {
            DeploymentId = Id,
            Kind = FeedbackKind.FalseAlarm,
            Reason = Reason,
            Actor = Actor,
            GivenAt = Noon,
        }), Wire.CloudEventFeedbackGiven),
    ];

    private static IEnumerable<Message> Out() =>
    [
        Message.Of("preflight-assessed", Samples.Envelope(MessageTypes.PreflightAssessed, new PreflightAssessed
        {
            Service = "checkout",
            Environment = "production",
            Agent = Samples.Agent,
            Ready = false,
            Reasons = [new("no-baseline", "app.errors", "12 of 75 s are known; wait", 63)],
            AssessedAt = Noon,
        }), Wire.CloudEventPreflightAssessed),
        Message.Of(
            "verdict-issued",
            Samples.Envelope(MessageTypes.VerdictIssued, Samples.Verdict),
            Wire.CloudEventVerdictIssued),
        Message.Of("fleet-verdict-issued", Samples.Envelope(MessageTypes.FleetVerdictIssued, new FleetVerdictIssued
        {
            Verdict = Samples.Verdict with { Scope = "fleet" },
            Agents = ["host-17", "host-18"],
            Silent = ["host-19"],
        }), Wire.CloudEventFleetVerdictIssued),
        Message.Of(
            "evidence-reported",
            Samples.Envelope(MessageTypes.EvidenceReported, Samples.Progress),
            Wire.CloudEventEvidenceReported),
        Message.Of(
            "recovery-assessed",
            Samples.Envelope(MessageTypes.RecoveryAssessed, Samples.Recovery),
            Wire.CloudEventRecoveryAssessed),
        Message.Of("bake-confirmed", Samples.Envelope(MessageTypes.BakeConfirmed, new BakeConfirmed
        {
            DeploymentId = Id,
            Attempt = 1,
            Service = "checkout",
            Environment = "production",
            Agent = Samples.Agent,
            Summary = "nothing was found in 30 minutes",
            ConfirmedAt = Noon,
        }), Wire.CloudEventBakeConfirmed),
        Message.Of("agent-heartbeat", Samples.Envelope(MessageTypes.AgentHeartbeat, new AgentHeartbeat
        {
            Agent = Samples.Agent,
            Environment = "production",
            Services = ["checkout"],
            OpenDeployments = [Id],
            Unwell = ["looks are late by 3 s"],
            At = Noon,
        }), Wire.CloudEventAgentHeartbeat),
        Message.Of("deployment-observed", Samples.Envelope(MessageTypes.DeploymentObserved, new DeploymentObserved
        {
            DeploymentId = "observed-20260131120000",
            Service = "checkout",
            Environment = "production",
            Version = "2.4.1",
            PreviousVersion = "2.4.0",
            Sign = "process start",
            ObservedAt = Noon,
        }), Wire.CloudEventDeploymentObserved),
    ];

    private static IEnumerable<Message> Answers() =>
    [
        Message.Of("points-reported", Samples.Envelope(MessageTypes.PointsReported, new PointsReported
        {
            Service = "checkout",
            Environment = "production",
            Instance = "checkout-7d9f-x2x4",
            Version = "2.4.1",
            ImageDigest = "sha256:ab",
            RunStartedAt = Noon,
            Sequence = 7,
            SentAt = Noon.AddSeconds(16),
            ClosedUntil = Noon.AddSeconds(15),
            IntervalSeconds = 15,
            Signals =
            [
                new()
                {
                    Signal = "app.latency",
                    Kind = SignalKind.Latency,
                    Unit = "seconds",
                    Source = "http_server_request_duration_seconds_bucket",
                    Problem = "two candidates",
                    Ambiguous = true,
                    Bounds = [0.1, 0.5],
                    Points =
                    [
                        new()
                        {
                            At = Noon, Sum = 3.5, Count = 12, Min = 1, Max = 2, Bad = 3, Total = 4, Buckets = [9, 2, 1],
                        },
                    ],
                },
            ],
            Looks =
            [
                new() { Signal = "app.up", At = Noon, Outcome = LookOutcome.Refused, Restarts = 1, Why = "not there" },
            ],
            Processes = [new() { At = Noon, ProcessId = 7, Alive = false, ExitCode = 137, Failure = "OOMKilled" }],
            Signs = [new() { At = Noon, Kind = "version", Version = "2.4.1", PreviousVersion = "2.4.0" }],
            Migrations =
            [
                new()
                {
                    Probe = "db",
                    At = Noon,
                    Tables =
                    [
                        new()
                        {
                            Tool = "Flyway", Table = "public.flyway_schema_history", Count = 2, Named = true,
                            Names = ["V2__add.sql", "V1__init.sql"], Reversible = ["V2__add.sql"], AllReversible = true,
                        },
                    ],
                },
            ],
            ReportsDropped = 2,
            Leaving = true,
        }), Wire.CloudEventPointsReported),
        Message.Of("points-taken", new PointsTaken
        {
            Counted = true,
            IntervalSeconds = 15,
            ReportsMissing = 1,
        }, Wire.PointsTaken),
        Message.Of("gate-answer", new GateAnswer
        {
            DeploymentId = Id,
            Attempt = 1,
            Phase = Phase.Recovery,
            Step = 0,
            Decision = Decision.Promote,
            Cause = Cause.NoData,
            Note = "observe: would have rolled back",
            Summary = "p99 latency 215 ms, was 120 ms",
            Verdict = Samples.Verdict,
            Recovery = Samples.Recovery,
        }, Wire.GateAnswer),
        Message.Of("deployment-status", new DeploymentStatus
        {
            DeploymentId = Id,
            Attempt = 1,
            Service = "checkout",
            Environment = "production",
            Version = "2.4.1",
            PreviousVersion = "2.4.0",
            Strategy = Strategy.Canary,
            State = DeploymentState.AwaitingRollback,
            Step = 1,
            Advisory = false,
            Unannounced = true,
            AnnouncedAt = Noon,
            T0 = Noon.AddSeconds(2),
            T0Sign = "version",
            FinishedAt = Noon.AddSeconds(3),
            Held = "ada@desk: checking by hand",
            Overridden = "rollback by ada@desk: seen on the dashboard",
            Summary = "rollback was said; waiting for it to be carried out",
            Verdicts = [Samples.Verdict],
            Recovery = Samples.Recovery,
            Progress = Samples.Progress,
        }, Wire.DeploymentStatus),
        Message.Of<IReadOnlyList<SignalStatus>>("signals", [new()
        {
            Service = "checkout",
            Environment = "production",
            Signal = "app.errors",
            Kind = SignalKind.Ratio,
            Unit = "ratio",
            Source = "http_server_request_duration_seconds_count, status 5xx of all",
            Last = 0.000_5,
            LastAt = Noon,
            HistoryPoints = 75,
            PointsNeeded = 60,
            JudgedBy = ["errors"],
            Problem = "two candidates and no reason to choose",
        },
        new()
        {
            Service = "checkout",
            Environment = "production",
            Signal = "cache.up",
            Kind = SignalKind.State,
            Unit = "looks",
            Source = "whether the redis probe cache is answered",
            LastAt = Noon,
            HistoryPoints = 0,
            Looks =
            [
                new()
                {
                    Instance = "127.0.0.1:6379",
                    Outcome = LookOutcome.Missing,
                    At = Noon,
                    Since = Noon - TimeSpan.FromMinutes(12),
                    Blind = true,
                    Why = "the password is refused (credentials)",
                },
            ],
        }], Wire.IReadOnlyListSignalStatus),
        Message.Of<IReadOnlyList<SignalsMasked>>("masks", [Samples.Mask], Wire.IReadOnlyListSignalsMasked),
    ];
}
