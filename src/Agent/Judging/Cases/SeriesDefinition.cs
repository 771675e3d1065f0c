using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>A history that cases refer to by name: what a <c>define</c> line holds.</summary>
internal sealed record SeriesDefinition
{
    public required string Name { get; init; }

    /// <summary>Width of a point in seconds, above 0.</summary>
    public double IntervalSeconds { get; init; } = 60;

    /// <summary>Levels by signal, oldest first; NaN is a missing point.</summary>
    public IReadOnlyDictionary<string, double[]> Signals { get; init; } = new Dictionary<string, double[]>();

    /// <summary>Pairs by signal, oldest first; the default value is a missing point.</summary>
    public IReadOnlyDictionary<string, CountPair[]> Counts { get; init; } = new Dictionary<string, CountPair[]>();

    /// <summary>Of counts alone: <see cref="SignalKind.Ratio"/> where none is named, else
    /// <see cref="SignalKind.Latency"/>.</summary>
    public IReadOnlyDictionary<string, SignalKind> Kinds { get; init; } = new Dictionary<string, SignalKind>();

    /// <summary>Which way is worse; increase where none is named.</summary>
    public IReadOnlyDictionary<string, Direction> Directions { get; init; } = new Dictionary<string, Direction>();

    /// <summary>Points that are no example of normal: half-open ranges of indexes.</summary>
    public IReadOnlyList<MaskedRange> Mask { get; init; } = [];
}
