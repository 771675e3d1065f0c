using Bellwether.Agent.Baselines;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Counts that a case brings itself.</summary>
/// <param name="Baseline">Oldest first; null where the history has them.</param>
/// <param name="Observed">From t0 on; null where the history's own points are judged.</param>
internal sealed record CasePairs(CountPair[]? Baseline, CountPair[]? Observed);
