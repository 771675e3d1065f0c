using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What one rival makes of a trial.</summary>
/// <param name="HighestOfOthers">Highest score of all signals but the faulty one.</param>
/// <param name="Faulty">The faulty signal's scores by variant; empty where there is none.</param>
internal sealed record RivalScores(double HighestOfOthers, CrossingPath[] Faulty);
