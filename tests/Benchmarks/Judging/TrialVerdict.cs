using Bellwether.Contracts.Verdicts;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What a judge made of one deployment.</summary>
/// <param name="Decision">Its word.</param>
/// <param name="Cause">Why it is inconclusive; null otherwise.</param>
/// <param name="Signal">Place of the signal that a rollback names; null otherwise.</param>
/// <param name="AtPoint">Points after t0, warm-up included, at the deciding look.</param>
internal readonly record struct TrialVerdict(Decision Decision, Cause? Cause, int? Signal, int AtPoint);
