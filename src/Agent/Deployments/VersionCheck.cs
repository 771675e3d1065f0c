using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Deployments;

/// <summary>Whether the instances themselves say that the new version is not there.</summary>
internal static class VersionCheck
{
    /// <summary>The previous version, where every instance that names one still names it.</summary>
    /// <param name="deployment">One that says which version it takes the place of; of others nothing is said.</param>
    /// <param name="versions">Versions that the instances name now; empty where none names one.</param>
    /// <returns>Null where nothing contradicts the deployment. A name that is neither version, such as one with a build
    /// number, proves nothing.</returns>
    public static string? StillRuns(Deployment deployment, IReadOnlyList<string> versions)
    {
        var started = deployment.Started;
        if (started.Strategy == Strategy.FeatureFlag || started.PreviousVersion is not { } previous) return null;
        return previous != started.Version && versions.Count > 0 && versions.All(version => version == previous)
            ? previous
            : null;
    }
}
