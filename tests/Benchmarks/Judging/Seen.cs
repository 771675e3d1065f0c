using Bellwether.Contracts.Verdicts;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What became of one deployment under one judge.</summary>
/// <param name="RolledBack">Whether it was rolled back, for whatever reason.</param>
/// <param name="Promoted">Whether it was promoted.</param>
/// <param name="Cause">Why it was inconclusive; null otherwise.</param>
/// <param name="FoundAt">Points after t0 at which the faulty signal was named; null: it was not.</param>
internal readonly record struct Seen(bool RolledBack, bool Promoted, Cause? Cause, int? FoundAt);
