namespace Bellwether.Agent.Signals.Live;

/// <summary>A stretch of points, compact: eight bytes each, and the buckets of a latency.</summary>
/// <remarks>A point is written once and never changed after, so that snapshots may read without a lock and without a
/// copy.
/// Single precision keeps seven digits and every count below 16 million.</remarks>
internal sealed class PointChunk
{
    public const int Length = 512;

    private readonly float[] _values = new float[Length];
    private readonly float[] _totals = new float[Length];
    private BucketCounts?[]? _buckets;

    public PointChunk() => Array.Fill(_totals, float.NaN);

    private PointChunk(PointChunk other)
    {
        other._values.CopyTo(_values, 0);
        other._totals.CopyTo(_totals, 0);
        _buckets = (BucketCounts?[]?)other._buckets?.Clone();
    }

    /// <summary>Another chunk with the same points: what snapshots read stays as it is.</summary>
    public PointChunk Copy() => new(this);

    public bool Seen(int slot) => !float.IsNaN(_totals[slot]);

    public double Value(int slot) => _values[slot];

    public double Total(int slot) => _totals[slot];

    public BucketCounts? Buckets(int slot) => _buckets?[slot];

    public void Set(int slot, double value, double total, BucketCounts? buckets)
    {
        if (buckets is not null) (_buckets ??= new BucketCounts?[Length])[slot] = buckets;
        _values[slot] = (float)value;
        _totals[slot] = (float)total;
    }
}
