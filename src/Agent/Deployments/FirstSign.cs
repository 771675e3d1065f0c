using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;
using static Bellwether.Agent.Deployments.DeploymentEvent;

namespace Bellwether.Agent.Deployments;

/// <summary>When the new version, or the one put back, was first there.</summary>
internal static class FirstSign
{
    /// <summary>t0 of the step under way; null as long as nothing tells it.</summary>
    /// <param name="deployment">Without a t0 in its current step.</param>
    /// <param name="signs">Signs since the announcement, oldest first.</param>
    /// <param name="now">UTC.</param>
    public static NewVersionSeen? OfNewVersion(Deployment deployment, IReadOnlyList<Sign> signs, DateTimeOffset now)
    {
        var step = deployment.Current;
        // A later step and a feature flag bring no new process: their beginning is the first sign.
        if (step.Step > 0 || deployment.Started.Strategy == Strategy.FeatureFlag)
            return new NewVersionSeen(step.Step, step.BeganAt, null) { At = now };

        if (deployment.Came is { } came) return new NewVersionSeen(step.Step, came.At, came.Kind) { At = now };
        var earliest = Earliest(deployment);
        var sign = signs.FirstOrDefault(s => s.At >= earliest && !NamesAnother(s, deployment.Started.Version));
        if (sign is not null) return new NewVersionSeen(step.Step, sign.At, sign.Kind) { At = now };

        var patience = deployment.Plan.Policy.StartWithin;
        return deployment.FinishedAt is { } finished && now - finished >= patience
            ? new NewVersionSeen(step.Step, finished, null) { At = now }
            : null;
    }

    /// <summary>The version before was put back, and nobody said so: since the verdict an instance changed from the new
    /// version to the one before.</summary>
    /// <remarks>The caller still has to see that no other version is named any more.</remarks>
    /// <param name="deployment">Awaiting its rollback.</param>
    /// <param name="signs">Signs since the rollback verdict, oldest first.</param>
    /// <param name="now">UTC.</param>
    public static RolledBack? OfPutBack(Deployment deployment, IReadOnlyList<Sign> signs, DateTimeOffset now)
    {
        var (brought, previous) = (deployment.Started.Version, deployment.Started.PreviousVersion);
        return previous is not null && previous != brought
            && signs.Any(sign => sign.Version == previous && sign.PreviousVersion == brought)
            ? new RolledBack(previous, Seen: true) { At = now } : null;
    }

    /// <summary>First sign of the version put back; the word that it was put back stands for it where no sign
    /// came.</summary>
    /// <param name="deployment">Rolled back.</param>
    /// <param name="signs">Signs since the rollback verdict, oldest first.</param>
    /// <param name="now">UTC.</param>
    public static OldVersionSeen? OfOldVersion(Deployment deployment, IReadOnlyList<Sign> signs, DateTimeOffset now)
    {
        if (deployment.RolledBack is not { } rolledBack) return null;
        var decided = deployment.StandingSince;
        var restored = rolledBack.Version ?? deployment.Started.PreviousVersion;
        var sign = signs.FirstOrDefault(s => s.At >= decided && (restored is null || !NamesAnother(s, restored)));
        if (sign is not null) return new OldVersionSeen(sign.At, sign.Kind) { At = now };
        return now - rolledBack.At >= deployment.Plan.Policy.StartWithin
            ? new OldVersionSeen(rolledBack.At, null) { At = now }
            : null;
    }

    /// <summary>A sign before this is of something else. An announcement may come a little after what it
    /// announces.</summary>
    public static DateTimeOffset Earliest(Deployment deployment)
    {
        if (deployment.Came is { } came) return came.At;
        if (deployment.Started.StartedAt is not { } said) return deployment.AnnouncedAt;
        var latest = deployment.AnnouncedAt - deployment.Plan.Policy.StartWithin;
        return said > latest ? said : latest;
    }

    private static bool NamesAnother(Sign sign, string version) => sign.Version is { } named && named != version;
}
