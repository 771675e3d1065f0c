using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Deployments;

/// <summary>Which stretches a deployment takes out of the history: it must not become part of what is normal
/// unproven.</summary>
internal static class DeploymentMasks
{
    /// <summary>Masked from the announcement until the version has proven itself, or the old one is well
    /// again.</summary>
    /// <param name="deployment">Any deployment.</param>
    /// <returns>A mask that is still growing ends at <see cref="DateTimeOffset.MaxValue"/>.</returns>
    public static Mask Of(Deployment deployment) =>
        new(deployment.AnnouncedAt, End(deployment)) { Unproven = true };

    private static DateTimeOffset End(Deployment deployment)
    {
        var policy = deployment.Plan.Policy;
        if (deployment.StandingSince is not { } decided) return DateTimeOffset.MaxValue;
        return deployment.Standing switch
        {
            Decision.Promote => decided,
            Decision.Rollback => AfterRollback(deployment),
            // A version of which nothing is known is the new normal once it has run as long as a promoted one is
            // doubted.
            _ => decided + policy.Bake,
        };
    }

    private static DateTimeOffset AfterRollback(Deployment deployment)
    {
        if (deployment.Recovery is { Recovered: true } recovery) return recovery.AssessedAt;
        if (deployment.Recovery is { } failed) return failed.AssessedAt + deployment.Plan.Policy.Window;
        // Advice that nobody followed: the version stays, and is normal once it has outlived the memory of the advice.
        if (deployment.Unannounced) return deployment.Current.Verdict!.DecidedAt + Announcement.RollbackMemory;
        return deployment.State == DeploymentState.Closed && deployment.Closed is { } closed
            ? closed.At
            : DateTimeOffset.MaxValue;
    }
}
