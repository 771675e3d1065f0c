using Bellwether.Agent.Baselines;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Tables;

/// <summary>One signal of a table. What its kind does not use is empty, the rest has one entry a point.</summary>
internal sealed record TableSignal
{
    public required string Name { get; init; }

    /// <summary>Gauge, rate, ratio or latency.</summary>
    public required SignalKind Kind { get; init; }

    public required string Unit { get; init; }

    /// <summary>Gauge: level. Rate: per second. NaN where missing.</summary>
    public double[] Levels { get; init; } = [];

    /// <summary>Ratio: bad of all. Latency whose buckets nobody has: slow of all.</summary>
    public CountPair[] Pairs { get; init; } = [];

    /// <summary>Latency with buckets: upper bounds in <see cref="Unit"/>, ascending, without the infinite
    /// one.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Latency with buckets: requests per bucket, not cumulative; null where missing.</summary>
    public double[]?[] Buckets { get; init; } = [];

    /// <summary>Latency with buckets: sum of seconds; NaN where unknown.</summary>
    public double[] Sums { get; init; } = [];

    /// <summary>Points that have data.</summary>
    public int Seen => Kind switch
    {
        SignalKind.Gauge or SignalKind.Rate => Levels.Count(double.IsFinite),
        _ when Buckets.Length > 0 => Buckets.Count(buckets => buckets is not null),
        _ => Pairs.Count(pair => pair.Seen),
    };
}
