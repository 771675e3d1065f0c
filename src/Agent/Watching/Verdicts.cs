using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Journal;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Watching.Calibrating;
using Bellwether.Agent.Watching.Replaying;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Watching;

/// <summary>Asks the judge and puts what it says into the journal.</summary>
internal sealed class Verdicts(WatchRoom room, AgentIdentity agent)
{
    /// <summary>A mask that ended before this is in no history any more.</summary>
    private static readonly TimeSpan LongestHistory = TimeSpan.FromDays(15);

    public AgentIdentity Agent => agent;

    public CalibrationDesk Calibrations { get; } = new(room);

    public IReadOnlyList<RulePlan> RulesOf(WatchPlan plan) => plan.Rules ?? RulesOf(plan, KnownOf(plan));

    /// <summary>The rules that hold for signals that are known.</summary>
    public static IReadOnlyList<RulePlan> RulesOf(WatchPlan plan, IReadOnlyList<SignalStatus> known) =>
        plan.Rules ?? DefaultRules.For(known, PagesOf(plan),
            NamesOf(plan, "http", "tcp", "host", "grpc-health", "frontend", "systemd", "docker", "kubernetes"),
            RulesOfProbes.Of(plan.Probes));

    /// <summary>What was seen, and that each probe can tell whether something answers: a deployment may be announced
    /// before
    /// anything was looked at, and its rules stay what they were then.</summary>
    public IReadOnlyList<SignalStatus> KnownOf(WatchPlan plan)
    {
        var seen = room.Signals.Describe(plan.Service);
        var unseen = plan.Probes.Where(probe => !seen.Any(status => status.Signal == $"{probe.Name}.up"));
        return
        [
            .. seen,
            .. unseen.Select(probe => new SignalStatus
            {
                Service = plan.Service,
                Environment = plan.Environment,
                Signal = $"{probe.Name}.up",
                Kind = SignalKind.State,
                Unit = "looks",
                Source = SourceWords.OfUp(probe),
                HistoryPoints = 0,
            }),
        ];
    }

    public WatchCase Ask(Deployment deployment, DateTimeOffset? t0, Circumstances circumstances) =>
        new(deployment.Plan, SnapshotOf(deployment, t0), circumstances) { Calibration = Calibrations.Of(deployment) };

    /// <summary>Journals the verdict with the points behind it. When it returns, the verdict is durable.</summary>
    /// <exception cref="JournalUnavailableException">It is not, and nobody may hear of it.</exception>
    public Deployment Issue(Deployment deployment, Phase phase, Judgement judgement, WatchCase asked)
    {
        var now = room.Time.GetUtcNow();
        LooksBehind(deployment, asked);
        using var span = Tracing.Within("decision");
        span?.SetTag(SpanTags.Deployment, deployment.Id).SetTag(SpanTags.Phase, SpanTags.Word(phase))
            .SetTag(SpanTags.Decision, SpanTags.Word(judgement.Decision))
            .SetTag(SpanTags.Cause, judgement.Cause is { } cause ? SpanTags.Word(cause) : null)
            .SetTag(SpanTags.Advisory, deployment.Advisory).SetTag(SpanTags.Summary, judgement.Summary);
        VerdictReached Compose(string head) =>
            new(VerdictComposer.Compose(deployment, phase, judgement, new VerdictSetting
            {
                Agent = agent,
                Instances = asked.Snapshot.Instances,
                RollbackUnsafe = asked.Circumstances.RollbackUnsafe,
                OverriddenBy = deployment.Current.Verdict is null ? deployment.Override?.Actor : null,
                JournalHead = head,
                Now = now,
            }))
            { At = now };
        return room.Book.RecordComposed(deployment, Compose, JudgedRecord.Of(deployment, phase, asked));
    }

    public EvidenceReported Report(Deployment deployment, Phase phase, Judgement judgement) => new()
    {
        DeploymentId = deployment.Id,
        Attempt = deployment.Started.Attempt,
        Agent = agent,
        Phase = phase,
        Step = deployment.Current.Step,
        Points = judgement.Points,
        WindowPoints = deployment.Plan.Policy.WindowPoints,
        Evidence = judgement.Evidence,
        ReportedAt = room.Time.GetUtcNow(),
    };

    public BakeConfirmed Confirm(Deployment deployment, Judgement judgement, DateTimeOffset now) => new()
    {
        DeploymentId = deployment.Id,
        Attempt = deployment.Started.Attempt,
        Service = deployment.Started.Service,
        Environment = deployment.Started.Environment,
        Agent = agent,
        Summary = judgement.Summary,
        ConfirmedAt = now,
    };

    /// <summary>How the recovery ended; null while it is open.</summary>
    public RecoveryAssessed? Recovery(Deployment deployment, DateTimeOffset now)
    {
        var t0 = deployment.OldVersionSeen!.T0;
        var failed = deployment.Verdicts[^1].Evidence.Where(e => e.Outcome == Outcome.Fail).ToList();
        var judged = Judge.Recovery(Ask(deployment, t0, new Circumstances()), failed);
        if (judged.State == RecoveryState.Pending) return null;
        return new RecoveryAssessed
        {
            DeploymentId = deployment.Id,
            Attempt = deployment.Started.Attempt,
            Service = deployment.Started.Service,
            Environment = deployment.Started.Environment,
            Agent = agent,
            Recovered = judged.State == RecoveryState.Recovered,
            T0 = t0,
            Summary = judged.Summary,
            Evidence = judged.Evidence,
            AssessedAt = now,
        };
    }

    public static Judgement Overridden(Judgement judgement, VerdictOverridden act) => judgement with
    {
        Decision = act.Decision,
        Cause = null,
        Summary = $"Overridden by {act.Actor}: {act.Reason}",
    };

    /// <summary>Everything that takes time out of a service's history.</summary>
    public IReadOnlyList<Mask> MasksOf(string service)
    {
        var oldest = room.Time.GetUtcNow() - LongestHistory;
        var said = room.Book.Masks.Where(m => m.Service == service).Select(m => new Mask(m.From, m.To));
        var made = room.Book.All.Where(d => d.Started.Service == service).Select(DeploymentMasks.Of);
        return [.. said.Concat(made).Where(m => m.To > oldest)];
    }

    /// <summary>One span for all looks that a verdict rests on, with how many of each kind: one for each look would be
    /// thousands.</summary>
    private static void LooksBehind(Deployment deployment, WatchCase asked)
    {
        using var span = Tracing.Past("looks", deployment.Current.T0 ?? deployment.Current.BeganAt);
        if (span is null) return;
        span.SetTag(SpanTags.Deployment, deployment.Id).SetTag(SpanTags.Signals, asked.Snapshot.Signals.Count);
        var looks = asked.Snapshot.Signals.Values.SelectMany(signal => signal.LooksAfter);
        foreach (var kind in looks.GroupBy(look => look.Reachability))
            span.SetTag($"{SpanTags.Looks}.{SpanTags.Word(kind.Key)}", kind.Count());
    }

    private WatchSnapshot SnapshotOf(Deployment deployment, DateTimeOffset? t0) =>
        room.Signals.Snapshot(new SnapshotRequest
        {
            Service = deployment.Started.Service,
            AnnouncedAt = deployment.AnnouncedAt,
            ChangedAt = deployment.ChangedAt,
            T0 = t0,
            ProcessesAtStart = deployment.Processes,
        });

    // A health check is neither: what it asks is mostly something that the service needs, and not the service.
    private static IReadOnlyList<string> PagesOf(WatchPlan plan) =>
        [.. plan.Probes.Where(probe => probe.Kind.ReadsPage).Select(probe => probe.Name)];

    private static IReadOnlyList<string> NamesOf(WatchPlan plan, params string[] kinds) =>
        [.. plan.Probes.Where(probe => kinds.Contains(probe.Kind.Name)).Select(probe => probe.Name)];
}
