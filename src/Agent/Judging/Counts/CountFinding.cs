using Bellwether.Agent.Baselines;

namespace Bellwether.Agent.Judging.Counts;

/// <summary>What the count test saw over all its looks.</summary>
/// <param name="CrossedAt">Points after t0 at the first look that called for a rollback; null for none.</param>
/// <param name="Counts">Counts since the warm-up: at that look, else at the last one.</param>
/// <param name="Look">Points after t0 at the look of <paramref name="Counts"/>; 0 before the first.</param>
/// <param name="Strength">Evidence in nats after weights at its maximum over all looks; 0 is none.</param>
internal sealed record CountFinding(int? CrossedAt, CountPair Counts, int Look, double Strength);
