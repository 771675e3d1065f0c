namespace Bellwether.Probes.Otlp;

/// <summary>One series of one instance: totals and levels as a page would have them.</summary>
/// <param name="labels">Its labels.</param>
internal abstract class OtlpSeries(LabelSet labels)
{
    private ulong _start;
    private ulong _time;

    public LabelSet Labels { get; } = labels;

    /// <summary>When a point of it came last, by our clock.</summary>
    public DateTimeOffset SeenAt { get; private set; }

    /// <summary>The sender is silent of what did not change, and its totals stay.</summary>
    public bool StaysWhileSilent { get; private set; }

    /// <summary>Readings that it makes; what limits count.</summary>
    public abstract int Size { get; }

    /// <summary>Takes a point in.</summary>
    public PointFate Take(OtlpMetric metric, OtlpPoint point, DateTimeOffset at)
    {
        // What is sent again after an answer was lost is no news; a clock that was set back far is one.
        var isBack = point.Time <= _time;
        if (isBack && _time - point.Time < OtlpLimits.Resent)
            return point.Start < _start ? PointFate.OfAProcessBefore : PointFate.Known;
        if (metric.Temporality is Temporality.Cumulative && point.Start < _start && !isBack)
            return PointFate.OfAProcessBefore;
        var isDelta = metric.Temporality is Temporality.Delta && metric.Kind is not OtlpKind.Gauge;
        var moved = !isDelta && _start > 0 && point.Start > _start;
        var (fate, kept) = (moved ? PointFate.OfANewProcess : PointFate.Taken, !isDelta && _time > 0);
        (_start, _time, SeenAt, StaysWhileSilent) = (point.Start, point.Time, at, isDelta);
        if (!point.IsEmpty) Add(point, isDelta, hasBefore: kept && !moved);
        return fate;
    }

    /// <summary>Writes its readings.</summary>
    public abstract void Tell(List<Reading> page);

    /// <param name="point">The point.</param>
    /// <param name="isDelta">It counts since the one before.</param>
    /// <param name="hasBefore">There is one before, of the same process.</param>
    protected abstract void Add(OtlpPoint point, bool isDelta, bool hasBefore);
}
