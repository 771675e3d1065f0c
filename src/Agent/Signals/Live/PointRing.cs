using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The points of one signal, by cell. What was never set is missing; the oldest are forgotten.</summary>
internal sealed class PointRing(int capacity)
{
    private readonly List<PointChunk?> _chunks = [];
    private long _firstChunk;

    /// <summary>First cell that can be asked for; equal to <see cref="End"/> where it is empty.</summary>
    public long Start { get; private set; }

    /// <summary>One beyond the last cell that was set.</summary>
    public long End { get; private set; }

    public void Set(long cell, double value, double total, BucketCounts? buckets)
    {
        if (_chunks.Count > 0 && cell < Start && End - cell > capacity) return;
        ChunkAt(cell / PointChunk.Length).Set((int)(cell % PointChunk.Length), value, total, buckets);
        (Start, End) = Start == End ? (cell, cell + 1) : (Math.Min(Start, cell), Math.Max(End, cell + 1));
        Trim();
    }

    /// <summary>Adds what came too late to a point that may be set already. Snapshots that were made before do not
    /// change.</summary>
    public void Add(long cell, SignalKind kind, RowPoint late)
    {
        var index = (cell / PointChunk.Length) - _firstChunk;
        var slot = (int)(cell % PointChunk.Length);
        if (index >= 0 && index < _chunks.Count && _chunks[(int)index] is { } chunk)
        {
            if (chunk.Seen(slot)) late = late.Plus(kind, chunk.Value(slot), chunk.Total(slot), chunk.Buckets(slot));
            _chunks[(int)index] = chunk.Copy();
        }

        Set(cell, late.Value, late.Total, late.Buckets);
    }

    /// <summary>Chunks that hold [from, to); null for stretches without a point.</summary>
    public PointChunk?[] Chunks(long from, long to)
    {
        if (to <= from) return [];
        var first = from / PointChunk.Length;
        var chunks = new PointChunk?[(to - 1) / PointChunk.Length - first + 1];
        for (var i = 0; i < chunks.Length; i++)
        {
            var index = first + i - _firstChunk;
            if (index >= 0 && index < _chunks.Count) chunks[i] = _chunks[(int)index];
        }

        return chunks;
    }

    /// <summary>Takes over the points of another ring that lie before a cell.</summary>
    public void Adopt(PointRing older, long before)
    {
        for (var cell = older.Start; cell < Math.Min(older.End, before); cell++)
        {
            var chunk = older._chunks[(int)(cell / PointChunk.Length - older._firstChunk)];
            var slot = (int)(cell % PointChunk.Length);
            if (chunk?.Seen(slot) == true) Set(cell, chunk.Value(slot), chunk.Total(slot), chunk.Buckets(slot));
        }
    }

    private PointChunk ChunkAt(long number)
    {
        if (_chunks.Count == 0) _firstChunk = number;
        for (; number < _firstChunk; _firstChunk--) _chunks.Insert(0, null);
        // After a long absence the ring begins anew rather than hold a stretch of nothing.
        if (number - _firstChunk > capacity / PointChunk.Length + _chunks.Count + 1)
        {
            _chunks.Clear();
            (_firstChunk, Start, End) = (number, 0, 0);
        }

        while (number - _firstChunk >= _chunks.Count) _chunks.Add(null);
        return _chunks[(int)(number - _firstChunk)] ??= new();
    }

    private void Trim()
    {
        var oldest = End - capacity;
        while (_chunks.Count > 0 && (_firstChunk + 1) * PointChunk.Length <= oldest)
        {
            _chunks.RemoveAt(0);
            _firstChunk++;
        }

        Start = Math.Max(Start, _firstChunk * PointChunk.Length);
    }
}
