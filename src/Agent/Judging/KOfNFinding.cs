using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging;

/// <summary>What K of the last N came to.</summary>
/// <param name="Outcome">Fail, pass, or inconclusive where missing ones could have made it fail.</param>
/// <param name="Start">Start of the window that failed, else of the last one.</param>
/// <param name="End">End (exclusive) of the window that failed, else of the last one.</param>
/// <param name="Bad">Bad ones in that window.</param>
/// <param name="Seen">Ones with data, of all.</param>
internal readonly record struct KOfNFinding(Outcome Outcome, int Start, int End, int Bad, int Seen);
