using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Deployments;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Tests.Deployments;

/// <summary>Deployments and their events, for tests.</summary>
internal static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    public static DeploymentStarted Start(string id = "shop-2", string version = "2", string? previous = "1") => new()
    {
        DeploymentId = id,
        Service = "shop",
        Environment = "demo",
        Version = version,
        PreviousVersion = previous,
    };

    public static Deployment Deployment(
        DeploymentStarted? started = null, Mode mode = Mode.Gate, PolicyPlan? policy = null,
        bool unannounced = false) =>
        Bellwether.Agent.Deployments.Deployment.Begin(new Accepted(
            started ?? Start(), new JudgePlan { Policy = policy ?? new PolicyPlan(), Rules = [] }, "sha256:0", mode,
            new Dictionary<string, int>(), unannounced)
        { At = Noon });

    public static Deployment After(this Deployment deployment, params DeploymentEvent[] events) =>
        events.Aggregate(deployment, (d, e) => d.Apply(e));

    public static DateTimeOffset At(double seconds) => Noon.AddSeconds(seconds);

    public static VerdictReached Verdict(Decision decision, double at = 60, Phase phase = Phase.Watch, int step = 0) =>
        new(new VerdictIssued
        {
            VerdictId = VerdictIssued.IdOf("shop-2", "agent", phase, step, 1),
            DeploymentId = "shop-2",
            Attempt = 1,
            Service = "shop",
            Environment = "demo",
            Agent = new AgentIdentity("agent", 1, "1.0.0"),
            Scope = "agent",
            Version = "2",
            Strategy = Strategy.Replace,
            Phase = phase,
            Step = step,
            Decision = decision,
            Cause = decision == Decision.Inconclusive ? Cause.NoData : null,
            Advisory = false,
            Summary = "so it is",
            Evidence = [],
            FalseRollbackBudget = 0.05,
            RollbackSafety = RollbackSafety.Unquestioned,
            DataCoverage = 1,
            PolicyDigest = "sha256:0",
            JournalHead = "sha256:0",
            DecidedAt = At(at),
            ValidUntil = At(at + 86400),
        })
        { At = At(at) };

    public static Overridden Override(Decision decision, double at) => new(new VerdictOverridden
    {
        DeploymentId = "shop-2",
        Decision = decision,
        Reason = "I know better",
        Actor = "ada",
        OverriddenAt = At(at),
    })
    { At = At(at) };

    public static RecoveryEnded Recovery(bool recovered, double at) => new(new RecoveryAssessed
    {
        DeploymentId = "shop-2",
        Attempt = 1,
        Service = "shop",
        Environment = "demo",
        Agent = new AgentIdentity("agent", 1, "1.0.0"),
        Recovered = recovered,
        Summary = "well again",
        Evidence = [],
        AssessedAt = At(at),
    })
    { At = At(at) };

    public static Sign Sign(double at, SignKind kind = SignKind.ProcessId, string? version = null) =>
        new(At(at), kind, "host-1", version, null);
}
