using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Baselines;

/// <summary>The level of a point, in the signal's unit: what limits and E5 look at.</summary>
internal static class Levels
{
    /// <summary>Unit of a rate that is told per second although its points count intervals.</summary>
    public const string PerSecond = "per-second";

    /// <summary>The level; NaN where it is missing or is no number.</summary>
    /// <param name="signal">The signal that the point belongs to.</param>
    /// <param name="point">One of its points.</param>
    /// <param name="quantile">Latency: which quantile, 0 to 1; null for the mean.</param>
    /// <param name="interval">Width of the point.</param>
    public static double Of(SignalHistory signal, in Point point, double? quantile, TimeSpan interval)
    {
        if (!point.Seen) return double.NaN;
        var level = signal.Kind switch
        {
            SignalKind.Gauge => point.Value,
            SignalKind.Rate => point.Value < 0 ? double.NaN
                : signal.Unit == PerSecond ? point.Value / interval.TotalSeconds : point.Value,
            SignalKind.Ratio => CountPair.OfRatio(in point).Ratio,
            SignalKind.Latency when quantile is { } share => QuantileOf(in point, signal.Bounds, share),
            SignalKind.Latency => point.Total > 0 && point.Value >= 0 ? point.Value / point.Total : double.NaN,
            _ => double.NaN,
        };
        return double.IsFinite(level) ? level : double.NaN;
    }

    /// <summary>A quantile out of bucket counts, linear inside its bucket; the last bound where it lies beyond
    /// it.</summary>
    private static double QuantileOf(in Point point, IReadOnlyList<double> bounds, double quantile)
    {
        if (bounds.Count == 0 || point.Buckets is not { } buckets) return double.NaN;
        if (buckets.Count != bounds.Count + 1) return double.NaN;
        var all = CountPair.OfLatency(point, 0);
        if (!all.Seen || all.Total <= 0) return double.NaN;
        var rank = quantile * all.Total;
        double below = 0;
        for (var i = 0; i < bounds.Count; i++)
        {
            if (below + buckets[i] >= rank && buckets[i] > 0)
            {
                var start = i == 0 ? 0 : bounds[i - 1];
                return start + (rank - below) / buckets[i] * (bounds[i] - start);
            }

            below += buckets[i];
        }

        return bounds[^1];
    }
}
