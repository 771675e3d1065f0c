using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>The levels of one signal up to the announcement of a deployment.</summary>
internal sealed record LevelHistory
{
    /// <summary>Oldest first, NaN where missing; the last one ends at the announcement.</summary>
    public required ReadOnlyMemory<double> Levels { get; init; }

    /// <summary>Width of a point.</summary>
    public required TimeSpan Interval { get; init; }

    /// <summary>What it is a view of: two views of one source do not explain each other. Null: itself.</summary>
    public string? Source { get; init; }

    /// <summary>Which way is worse.</summary>
    public Direction Direction { get; init; } = Direction.Increase;

    /// <summary>Points that are no example of normal; indexes into <see cref="Levels"/>, may reach beyond
    /// it.</summary>
    public IReadOnlyList<MaskedRange> Masked { get; init; } = [];
}
