namespace Bellwether.Agent.Baselines;

/// <summary>Points of a history that are no example of normal.</summary>
/// <param name="From">Index of the first one.</param>
/// <param name="To">Index after the last one.</param>
internal readonly record struct MaskedRange(int From, int To);
