using Bellwether.Agent.Commands;
using Bellwether.Agent.Commands.Demo;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Tests.Commands.Demo;

/// <summary>What became of a version, as a test wants it.</summary>
internal static class Outcomes
{
    private static readonly DateTimeOffset Announced = new(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);

    public static DemoVersion Version(string version) => DemoVersion.All.Single(v => v.Version == version);

    /// <summary>The story as it should be.</summary>
    public static DemoOutcome[] AsTold() => [.. DemoVersion.All.Select(Right)];

    public static DemoOutcome Right(DemoVersion version) => Of(
        version,
        Verdict(version, version.Expected, version.ExpectedCause, version.AtOnce ? "failure-at-once" : "counts"));

    public static DemoOutcome Of(DemoVersion version, params VerdictIssued[] verdicts) => new(
        version, ExitOf(verdicts), new()
        {
            DeploymentId = version.DeploymentId,
            Attempt = 1,
            Service = "shop",
            Environment = "demo",
            Version = version.Version,
            Strategy = Strategy.Replace,
            State = DeploymentState.Closed,
            Step = 0,
            Advisory = false,
            AnnouncedAt = Announced,
            Summary = "Over.",
            Verdicts = verdicts,
            Recovery = verdicts is [{ Decision: Decision.Promote }] or [] ? null : Recovery(version, recovered: true),
        });

    public static RecoveryAssessed Recovery(DemoVersion version, bool recovered) => new()
    {
        DeploymentId = version.DeploymentId,
        Attempt = 1,
        Service = "shop",
        Environment = "demo",
        Agent = new("a", 1, "1.0.0"),
        Recovered = recovered,
        Summary = "Well again.",
        Evidence = [],
        AssessedAt = Announced.AddSeconds(20),
    };

    public static VerdictIssued Verdict(
        DemoVersion version, Decision decision, Cause? cause = null, string method = "counts") => new()
        {
            VerdictId = VerdictIssued.IdOf(version.DeploymentId, "a", Phase.Watch, 0, 1),
            DeploymentId = version.DeploymentId,
            Attempt = 1,
            Service = "shop",
            Environment = "demo",
            Agent = new("a", 1, "1.0.0"),
            Scope = "a",
            Version = version.Version,
            Strategy = Strategy.Replace,
            Phase = Phase.Watch,
            Step = 0,
            T0 = Announced.AddSeconds(1),
            Decision = decision,
            Cause = cause,
            Advisory = false,
            Summary = $"The sentence for {version.Version}.",
            Evidence =
        [
            new()
            {
                Rule = "one",
                Signal = "app.errors",
                Outcome = decision == Decision.Rollback ? Outcome.Fail : Outcome.Pass,
                Method = method,
                Unit = "ratio",
                Explanation = "So it is.",
            },
        ],
            FalseRollbackBudget = 0.05,
            RollbackSafety = new(true, []),
            DataCoverage = 1,
            PolicyDigest = "sha256:0",
            JournalHead = "sha256:0",
            DecidedAt = Announced.AddSeconds(10.25),
            ValidUntil = Announced.AddHours(1),
        };

    private static int ExitOf(VerdictIssued[] verdicts) => verdicts switch
    {
        [] => ExitCodes.TimedOut,
        [{ Decision: Decision.Promote }, ..] => ExitCodes.Ok,
        [{ Decision: Decision.Rollback }, ..] => ExitCodes.Rollback,
        _ => ExitCodes.Inconclusive,
    };
}
