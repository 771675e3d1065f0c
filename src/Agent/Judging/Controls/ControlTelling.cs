namespace Bellwether.Agent.Judging.Controls;

/// <summary>What evidence says beside its numbers.</summary>
/// <param name="Rule">The rule's name.</param>
/// <param name="Signal">The signal's name.</param>
/// <param name="Unit">Unit of its levels; empty where none is known.</param>
internal sealed record ControlTelling(string Rule, string Signal, string Unit)
{
    /// <summary>Whether a promote needs it to be bounded.</summary>
    public bool Critical { get; init; }

    /// <summary>Largest change that a promote may leave unexcluded, relative.</summary>
    public double Tolerate { get; init; } = 0.5;
}
