using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Deployments;

/// <summary>Why going back would be unsafe, or would lead nowhere.</summary>
internal static class RollbackCaution
{
    /// <summary>One sentence a reason; empty where going back is safe.</summary>
    /// <param name="deployment">The deployment that would be rolled back.</param>
    /// <param name="known">Every deployment of this agent.</param>
    public static IReadOnlyList<string> Reasons(Deployment deployment, IEnumerable<Deployment> known)
    {
        var started = deployment.Started;
        List<string> reasons = [.. started.RollbackUnsafe, .. deployment.MigrationsRan];
        if (started.PreviousVersion is not { } previous) return reasons;
        if (previous == started.Version)
            reasons.Add($"the previous version is {previous} as well: there is nothing to go back to");
        else if (known.Any(other => RolledBackLately(other, deployment, previous)))
            reasons.Add($"version {previous} was itself rolled back within the hour before");
        return reasons;
    }

    private static bool RolledBackLately(Deployment other, Deployment deployment, string version) =>
        other.Id != deployment.Id
        && other.Started.Service == deployment.Started.Service
        && other.Started.Environment == deployment.Started.Environment
        && other.Started.Version == version
        && other is { Standing: Decision.Rollback, Advisory: false }
        && deployment.AnnouncedAt - other.StandingSince is { } age
        && age >= TimeSpan.Zero && age <= Announcement.RollbackMemory;
}
