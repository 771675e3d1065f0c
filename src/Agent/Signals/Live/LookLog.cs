using Bellwether.Agent.Signals.Snapshots;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The looks of one state signal, and the restarts that were seen, oldest first. Bounded; the oldest go.</summary>
internal sealed class LookLog
{
    private readonly List<LookMark> _looks = [];
    private readonly List<(DateTimeOffset At, string Instance)> _restarts = [];

    public void Add(in LookMark look) => Append(_looks, look, LiveLimits.Looks);

    public void AddRestart(DateTimeOffset at, string instance) => Append(_restarts, (at, instance), LiveLimits.Restarts);

    /// <summary>Puts what is known from before in front of what was seen since.</summary>
    public void Precede(IEnumerable<LookMark> looks, IEnumerable<(DateTimeOffset At, string Instance)> restarts)
    {
        _looks.InsertRange(0, looks.Where(look => _looks.Count == 0 || look.At < _looks[0].At).ToList());
        _restarts.InsertRange(0, restarts.Where(seen => _restarts.Count == 0 || seen.At < _restarts[0].At).ToList());
    }

    public IReadOnlyList<LookMark> Between(DateTimeOffset from, DateTimeOffset to, MaskedCells masks)
    {
        List<LookMark> found = [];
        foreach (var look in _looks)
            if (look.At >= from && look.At < to)
                found.Add(look with { Masked = masks.Hold(look.At) });
        return found;
    }

    /// <summary>Restarts since t0. The first one of an instance since the announcement is the replacement itself.</summary>
    public int RestartsSince(DateTimeOffset announcedAt, DateTimeOffset t0)
    {
        var count = 0;
        HashSet<string> replaced = new(StringComparer.Ordinal);
        foreach (var (at, instance) in _restarts)
            if (at >= announcedAt && !replaced.Add(instance) && at >= t0)
                count++;
        return count;
    }

    /// <summary>Restarts in [from, to), those under a mask left out.</summary>
    public int RestartsBetween(DateTimeOffset from, DateTimeOffset to, MaskedCells masks) =>
        _restarts.Count(seen => seen.At >= from && seen.At < to && !masks.Hold(seen.At));

    private static void Append<T>(List<T> list, T item, int limit)
    {
        // A quarter at a time, so that a full list does not move at every look.
        if (list.Count >= limit) list.RemoveRange(0, limit / 4);
        list.Add(item);
    }
}
