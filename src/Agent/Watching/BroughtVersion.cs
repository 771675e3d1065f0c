using Bellwether.Agent.Deployments;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Deployments;

namespace Bellwether.Agent.Watching;

/// <summary>Which version is being brought, so that instances with it are told from those without.</summary>
internal static class BroughtVersion
{
    /// <summary>Null where none is, or where it is a flag that is switched in all instances.</summary>
    /// <remarks>Once it is rolled back all instances count again: it is recovered when none of them fails.</remarks>
    public static NewVersion? Of(IReadOnlyList<Deployment> open) =>
        open.LastOrDefault(deployment => deployment.State is DeploymentState.Announced or DeploymentState.Watching
            or DeploymentState.BetweenSteps or DeploymentState.Baking) is { } current
        && current.Started.Strategy != Strategy.FeatureFlag
            ? new(current.Started.Version, current.Started.ArtifactDigest, FirstSign.Earliest(current))
            : null;
}
