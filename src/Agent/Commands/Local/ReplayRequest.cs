namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>replay</c> of a recorded deployment was asked for.</summary>
/// <param name="DeploymentId">A deployment of the journal.</param>
/// <param name="StateFolder">Null: the standard folder.</param>
/// <param name="VerdictId">The only verdict that is wanted; null: all of the deployment.</param>
/// <param name="AsJson">Whether what is found is printed as JSON.</param>
internal sealed record ReplayRequest(string DeploymentId, string? StateFolder, string? VerdictId, bool AsJson);
