namespace Bellwether.Probes.Otlp;

/// <summary>Tells from one push when the process behind it began.</summary>
/// <remarks>Each series says when it began to count; one that comes later says later. So another process is there when
/// all series that were known before began anew.</remarks>
internal sealed class ProcessStarts
{
    private ulong _earliest = ulong.MaxValue;
    private bool _anyMoved;
    private bool _anyStayed;

    public void Add(ulong start, PointFate fate, bool isKnown)
    {
        _earliest = Math.Min(_earliest, start);
        if (!isKnown) return;
        if (fate is PointFate.OfANewProcess) _anyMoved = true;
        else _anyStayed = true;
    }

    /// <param name="before">What was known; 0 for nothing.</param>
    public ulong StartOf(ulong before) => _earliest == ulong.MaxValue ? before
        : before == 0 || (_anyMoved && !_anyStayed) ? _earliest
        : before;
}
