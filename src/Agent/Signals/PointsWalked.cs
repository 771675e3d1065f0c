namespace Bellwether.Agent.Signals;

/// <summary>What a walk went over.</summary>
/// <param name="End">End of the stretch, UTC.</param>
/// <param name="Masked">Half-open ranges of places in it that are no example of normal, ascending; empty for
/// none.</param>
internal sealed record PointsWalked(DateTimeOffset End, IReadOnlyList<(int From, int To)> Masked);
