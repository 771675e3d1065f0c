using Bellwether.Contracts.Points;

namespace Bellwether.Agent.Sidecar;

/// <summary>What became of a call to the home.</summary>
/// <param name="Kind">How to go on.</param>
/// <param name="Taken">Its answer; null where it gave none.</param>
/// <param name="Problem">What is wrong, for a person; null for nothing.</param>
internal sealed record HomeAnswer(HomeAnswerKind Kind, PointsTaken? Taken = null, string? Problem = null);
