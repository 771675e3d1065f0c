namespace Bellwether.Probes.Host;

/// <summary>How fast a file system fills up, over the last hour.</summary>
/// <remarks>One look at a time.</remarks>
internal sealed class DiskGrowth(TimeProvider time)
{
    /// <summary>How far back is looked.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <summary>Shorter than this nothing is said: a file that is written and deleted again is no growth.</summary>
    public static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);

    /// <summary>Gap between the measurements that are kept.</summary>
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);

    private readonly Queue<(long At, double Used)> _kept = new();
    private long _last;

    /// <summary>Bytes a second, negative where it empties; null as long as it is not known.</summary>
    public double? PerSecond(double used)
    {
        var now = time.GetTimestamp();
        while (_kept.TryPeek(out var old) && time.GetElapsedTime(old.At, now) > Window) _kept.Dequeue();
        if (_kept.Count == 0 || time.GetElapsedTime(_last, now) >= Step)
        {
            _kept.Enqueue((now, used));
            _last = now;
        }

        var (at, before) = _kept.Peek();
        var gap = time.GetElapsedTime(at, now);
        return gap >= Shortest ? (used - before) / gap.TotalSeconds : null;
    }
}
