using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Rehearsing;

/// <summary>One pretend deployment: what the verdict would have been, and which faults would have been found.</summary>
/// <param name="At">Index of its first point.</param>
/// <param name="HistoryDays">History before it.</param>
/// <param name="Decision">The verdict.</param>
/// <param name="Cause">Why it is inconclusive; null otherwise.</param>
/// <param name="AtPoint">Points after which it came.</param>
/// <param name="Blamed">Index of the rule that rolled it back; null for none.</param>
/// <param name="Withheld">Rules that kept it from a promote, by rule.</param>
/// <param name="Methods">How each rule judged; by rule.</param>
/// <param name="FoundAt">Points after which a fault is found, by rule and size; 0 for never.</param>
internal sealed record RehearsedMoment(
    int At, double HistoryDays, Decision Decision, Cause? Cause, int AtPoint, int? Blamed, bool[] Withheld,
    string[] Methods, int[][] FoundAt);
