using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The numbers of a point that a merged row makes.</summary>
internal readonly record struct RowPoint(double Value, double Total, BucketCounts? Buckets)
{
    /// <summary>This and a point that is there already, as one.</summary>
    public RowPoint Plus(SignalKind kind, double value, double total, BucketCounts? buckets)
    {
        var all = Total + total;
        if (kind is SignalKind.Gauge) return new(((Value * Total) + (value * total)) / all, all, null);
        if (Buckets is null || buckets is null) return new(Value + value, all, Buckets ?? buckets);
        var common = Buckets.Bounds.SequenceEqual(buckets.Bounds) ? Buckets.Bounds
            : [.. Buckets.Bounds.Where(bound => buckets.Bounds.Contains(bound))];
        var (ours, theirs) = (Buckets.On(common), buckets.On(common));
        return new(Value + value, all, new(common, [.. ours.Zip(theirs, (one, other) => one + other)]));
    }

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
