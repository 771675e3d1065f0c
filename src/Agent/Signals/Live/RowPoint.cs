using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The numbers of a point that a merged row makes.</summary>
internal readonly record struct RowPoint(double Value, double Total, BucketCounts? Buckets)
{
    /// <summary>Null where the row makes none.</summary>
    public static RowPoint? Of(HistoryRow row) => row.Kind switch
    {
        SignalKind.Gauge when row.Count > 0 => new(row.Sum / row.Count, row.Count, null),
        SignalKind.Rate => new(row.Sum, row.Sum, null),
        SignalKind.Ratio => new(row.Bad, row.Total, null),
        SignalKind.Latency when row.Buckets.Count > 0 => new(row.Sum, row.Count, new(row.Bounds, row.Buckets)),
        _ => null,
    };
}
