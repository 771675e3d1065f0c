using Bellwether.Agent.Deployments;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using Bellwether.Contracts.Wire;

namespace Bellwether.Agent.Watching;

/// <summary>Answers what pipelines and people ask. It changes nothing.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class Enquiries(WatchRoom room, WatchRounds rounds, Verdicts verdicts)
{
    /// <summary>Longest that one call waits for a verdict.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(5);

    public DeploymentStatus? Find(string id)
    {
        lock (room.Book.Gate)
            return room.Book.Find(id) is { } deployment ? StatusOf(deployment) : null;
    }

    /// <summary>Trace context that a deployment was announced in; null for none.</summary>
    public string? TraceOf(string id)
    {
        lock (room.Book.Gate) return room.Book.Find(id)?.TraceParent;
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<DeploymentStatus> All(int limit)
    {
        lock (room.Book.Gate)
            return [.. room.Book.All.OrderByDescending(d => d.AnnouncedAt).Take(limit).Select(StatusOf)];
    }

    /// <summary>The answer for a deployment, as soon as it is no longer pending, at the latest after the
    /// wait.</summary>
    /// <returns>Null where the deployment, or the step, is not known.</returns>
    public async Task<GateAnswer?> VerdictAsync(
        string id, (Phase Phase, int? Step) asked, TimeSpan wait, CancellationToken stopping)
    {
        var began = room.Time.GetTimestamp();
        while (true)
        {
            var next = room.Changes.Next;
            var answer = AnswerNow(id, asked.Phase, asked.Step);
            var left = wait - room.Time.GetElapsedTime(began);
            if (answer is not { Decision: Decision.Pending } || left <= TimeSpan.Zero) return answer;
            try
            {
                await next.WaitAsync(left, room.Time, stopping);
            }
            catch (TimeoutException)
            {
                return AnswerNow(id, asked.Phase, asked.Step);
            }
        }
    }

    /// <summary>The latest deployment that brought a version; null where none did.</summary>
    public GateAnswer? Gate(string service, string environment, string version, string? deploymentId)
    {
        lock (room.Book.Gate)
        {
            var latest = room.Book.All
                .Where(d => d.Started.Service == service && d.Started.Environment == environment
                            && d.Started.Version == version && !d.Unannounced
                            && (deploymentId is null || d.Id == deploymentId))
                .MaxBy(d => d.AnnouncedAt);
            if (latest is null) return null;
            var phase = latest.Withdrawal is null ? Phase.Watch : Phase.Bake;
            return GateAnswers.Of(latest, phase, null, StateOf(latest));
        }
    }

    /// <summary>Whether a deployment may start now.</summary>
    /// <returns>Null where the service is not watched here.</returns>
    public PreflightAssessed? Preflight(PreflightRequested request)
    {
        if (room.PlanOf(request.Service, request.Environment) is not { } plan) return null;
        lock (room.Book.Gate)
        {
            var now = room.Time.GetUtcNow();
            var snapshot = room.Signals.Snapshot(new SnapshotRequest
            {
                Service = plan.Service,
                AnnouncedAt = now,
                T0 = null,
                ProcessesAtStart = room.Signals.Processes(plan.Service),
            });
            var judging = new Configuration.Plans.JudgePlan { Policy = plan.Policy, Rules = verdicts.RulesOf(plan) };
            IReadOnlyList<PreflightReason> reasons =
            [
                .. OfAgent(), .. OfDeployments(plan.Service),
                .. StartConditions.Assess(plan, room.Signals.Describe(plan.Service), now),
                .. Judge.Preflight(judging, snapshot),
            ];
            return new PreflightAssessed
            {
                Service = plan.Service,
                Environment = plan.Environment,
                Agent = verdicts.Agent,
                Ready = reasons.Count == 0,
                Reasons = reasons,
                AssessedAt = now,
            };
        }
    }

    /// <summary>Says that a service is not watched here, and which are.</summary>
    public string NotWatched(string service, string environment) => room.NotWatched(service, environment);

    /// <summary>Every signal of every service by its name, what was never seen among them, and what judges
    /// it.</summary>
    public IReadOnlyList<SignalStatus> Signals() => [.. room.Plan.Services.SelectMany(plan =>
    {
        var known = verdicts.KnownOf(plan);
        var rules = Verdicts.RulesOf(plan, known);
        var all = known.Concat(UnseenSignals.Of(plan, known)).OrderBy(status => status.Signal, StringComparer.Ordinal);
        var replaced = ReplacedRules.Of(plan, known);
        return JudgedSignals.Of([.. all], rules, plan.Policy.Interval)
            .Select(status => status with { DefaultRule = replaced.GetValueOrDefault(status.Signal) });
    })];

    /// <summary>What has been seen so far of every open deployment.</summary>
    public IReadOnlyList<CloudEvent<EvidenceReported>> Progress()
    {
        lock (room.Book.Gate)
            return [.. room.Book.All.Select(d => rounds.ProgressOf(d.Id)).OfType<EvidenceReported>().Select(EventOf)];
    }

    public IReadOnlyList<SignalsMasked> Masks()
    {
        lock (room.Book.Gate) return [.. room.Book.Masks];
    }

    private CloudEvent<EvidenceReported> EventOf(EvidenceReported seen) => new()
    {
        Id = $"{seen.DeploymentId}:{seen.Agent.Id}:progress:{GateAnswers.Words(seen.Phase.ToString())}:{seen.Step}"
            + $":{seen.Attempt}:{seen.ReportedAt.UtcTicks}",
        Source = room.Book.Records.Source,
        Type = MessageTypes.EvidenceReported,
        Subject = seen.DeploymentId,
        Time = seen.ReportedAt,
        Data = seen,
    };

    private GateAnswer? AnswerNow(string id, Phase phase, int? step)
    {
        lock (room.Book.Gate)
        {
            if (room.Book.Find(id) is not { } deployment) return null;
            return step > deployment.Current.Step ? null : GateAnswers.Of(deployment, phase, step, StateOf(deployment));
        }
    }

    private GateState StateOf(Deployment deployment) =>
        new(room.Time.GetUtcNow(), Unwell(), StatusWords.Of(deployment, rounds.ProgressOf(deployment.Id)));

    private DeploymentStatus StatusOf(Deployment deployment) => StatusWords.Status(
        deployment, rounds.ProgressOf(deployment.Id));

    private string? Unwell() => room.Book.JournalHealth is { Durable: false } health
        ? $"The agent cannot write its journal ({health.LastError}); without it there is no verdict."
        : null;

    private IEnumerable<PreflightReason> OfAgent()
    {
        if (Unwell() is { } unwell) yield return new PreflightReason("agent-unwell", null, unwell, null);
        if (room.Book.JournalHealth.ReserveInUse)
            yield return new PreflightReason(
                "disk-full", null,
                "The disk of the agent's state is full; only its reserve is left. Free some space.", null);
    }

    private IEnumerable<PreflightReason> OfDeployments(string service) =>
        room.Book.All
            .Where(d => d.Started.Service == service && !d.Unannounced && d.State is DeploymentState.Announced
                or DeploymentState.Watching or DeploymentState.BetweenSteps or DeploymentState.Recovering)
            .Select(d => new PreflightReason(
                "deployment-open", null,
                $"Deployment {d.Id} is {GateAnswers.Words(d.State.ToString())}; a start now would end it.", null));
}
