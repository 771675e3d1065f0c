using System.Collections;
using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Points of [from, to) as a snapshot shows them: read where they lie, with the masks of its moment.</summary>
internal sealed class PointColumn : IReadOnlyList<Point>
{
    private readonly PointChunk?[] _chunks;
    private readonly long _from;
    private readonly MaskedCells _masks;
    private readonly IReadOnlyList<double> _bounds;

    public PointColumn(PointRing ring, (long From, long To) cells, MaskedCells masks, IReadOnlyList<double> bounds)
    {
        _chunks = ring.Chunks(cells.From, cells.To);
        (_from, Count) = (cells.From, (int)Math.Max(0, cells.To - cells.From));
        (_masks, _bounds) = (masks, bounds);
    }

    private PointColumn(PointColumn other, IReadOnlyList<double> bounds)
    {
        (_chunks, _from, Count, _masks) = (other._chunks, other._from, other.Count, other._masks);
        _bounds = bounds;
    }

    public int Count { get; }

    public Point this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count);
            var cell = _from + index;
            var slot = (int)(cell % PointChunk.Length);
            var chunk = _chunks[cell / PointChunk.Length - _from / PointChunk.Length];
            var masked = _masks.Touch(cell);
            var unproven = masked && _masks.Unproven(cell);
            if (chunk?.Seen(slot) != true) return new() { Masked = masked, Unproven = unproven };
            return new()
            {
                Seen = true,
                Masked = masked,
                Unproven = unproven,
                Value = chunk.Value(slot),
                Total = chunk.Total(slot),
                Buckets = chunk.Buckets(slot)?.On(_bounds),
            };
        }
    }

    /// <summary>A point with its buckets as they were counted, and their bounds.</summary>
    public (Point Point, IReadOnlyList<double> Bounds) AsCounted(int index)
    {
        var cell = _from + index;
        var slot = (int)(cell % PointChunk.Length);
        var masked = _masks.Touch(cell);
        if (_chunks[cell / PointChunk.Length - _from / PointChunk.Length] is not { } chunk || !chunk.Seen(slot))
            return (new() { Masked = masked }, []);
        var buckets = chunk.Buckets(slot);
        return (new()
        {
            Seen = true,
            Masked = masked,
            Value = chunk.Value(slot),
            Total = chunk.Total(slot),
            Buckets = buckets?.Counts,
        }, buckets?.Bounds ?? []);
    }

    /// <summary>Whether a point has data and whether it is masked, without making it.</summary>
    public (bool Seen, bool Masked) SeenAt(int index)
    {
        var cell = _from + index;
        var chunk = _chunks[cell / PointChunk.Length - _from / PointChunk.Length];
        return (chunk?.Seen((int)(cell % PointChunk.Length)) == true, _masks.Touch(cell));
    }

    /// <summary>The same points with their buckets on other bounds.</summary>
    public PointColumn On(IReadOnlyList<double> bounds) => ReferenceEquals(bounds, _bounds) ? this : new(this, bounds);

    /// <summary>Every set of bounds that occurs, each once.</summary>
    public IEnumerable<IReadOnlyList<double>> BoundsSeen()
    {
        IReadOnlyList<double>? last = null;
        for (var cell = _from; cell < _from + Count; cell++)
        {
            var chunk = _chunks[cell / PointChunk.Length - _from / PointChunk.Length];
            if (chunk?.Buckets((int)(cell % PointChunk.Length)) is not { } buckets
                || ReferenceEquals(buckets.Bounds, last))
                continue;
            yield return last = buckets.Bounds;
        }
    }

    public IEnumerator<Point> GetEnumerator()
    {
        for (var i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
