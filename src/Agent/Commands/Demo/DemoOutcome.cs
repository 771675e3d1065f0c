using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>What became of one version.</summary>
/// <param name="Deployed">The version.</param>
/// <param name="PipelineExit">How the pipeline ended.</param>
/// <param name="Status">The deployment as the agent knew it at last; null where it knew none.</param>
internal sealed record DemoOutcome(DemoVersion Deployed, int PipelineExit, DeploymentStatus? Status)
{
    /// <summary>The <c>method</c> of evidence that needs no window.</summary>
    private const string AtOnceMethod = "failure-at-once";

    /// <summary>The verdict of the watch, or the one that took it back; null where there is none.</summary>
    /// <remarks>Not what a person said later: that is no judgement of the agent's.</remarks>
    public VerdictIssued? Verdict =>
        Judged(Phase.Bake, verdict => verdict.Decision == Decision.Rollback) ?? Judged(Phase.Watch, _ => true);

    public TimeSpan? SinceAnnounced => Verdict?.DecidedAt - Status?.AnnouncedAt;

    /// <summary>Null where the verdict came before the first sign of the version.</summary>
    public TimeSpan? SinceFirstSign => Verdict?.DecidedAt - Verdict?.T0;

    public bool IsAtOnce => Verdict?.Evidence.Any(e => e is { Method: AtOnceMethod, Outcome: Outcome.Fail }) ?? false;

    public bool IsVerdictRight =>
        Verdict is { } verdict && verdict.Decision == Deployed.Expected && verdict.Cause == Deployed.ExpectedCause
        && (IsAtOnce || !Deployed.AtOnce);

    /// <summary>Whether the version before was put back.</summary>
    public bool WasUndone => Status?.Recovery is not null || PipelineExit == ExitCodes.Rollback;

    public bool HasRecovered => Status?.Recovery?.Recovered ?? false;

    /// <summary>What is not as the story tells it; null where all is.</summary>
    public string? Complaint
    {
        get
        {
            if (Status is null) return "it was never announced";
            if (Verdict is null) return "no verdict";
            if (!IsVerdictRight)
                return Verdict.Decision == Deployed.Expected && Verdict.Cause == Deployed.ExpectedCause
                    ? "right, but not by a failure at once"
                    : "another verdict than it deserves";
            if (PipelineExit != ExpectedExit) return $"the pipeline ended with {PipelineExit}, not {ExpectedExit}";
            return WasUndone && !HasRecovered ? "the recovery is not confirmed" : null;
        }
    }

    private int ExpectedExit => Deployed.Expected switch
    {
        Decision.Promote => ExitCodes.Ok,
        Decision.Rollback => ExitCodes.Rollback,
        _ => ExitCodes.Inconclusive,
    };

    private VerdictIssued? Judged(Phase phase, Func<VerdictIssued, bool> which) =>
        Status?.Verdicts.FirstOrDefault(v => v.Phase == phase && v.OverriddenBy is null && which(v));
}
