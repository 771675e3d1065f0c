namespace Bellwether.Agent.Commands.Local;

/// <summary>What <c>check</c> was asked for.</summary>
/// <param name="Files">At least one; those that are not there are a fault.</param>
/// <param name="AsJson">Whether the faults are printed as JSON.</param>
internal sealed record CheckRequest(IReadOnlyList<string> Files, bool AsJson);
