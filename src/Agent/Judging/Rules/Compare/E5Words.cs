namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>What an evidence of E5 says beside its numbers.</summary>
/// <param name="Subject">As a sentence names the level.</param>
/// <param name="Unit">Of the level; empty where none is known.</param>
/// <param name="Fails">Enough points lay beyond.</param>
/// <param name="Passes">Nothing needs to be bounded, or another method bounds it.</param>
internal readonly record struct E5Words(string Subject, string Unit, bool Fails, bool Passes);
