using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The looks of one state signal, and the restarts that were seen, oldest first. Bounded: a full log loses a
/// quarter.</summary>
internal sealed class LookLog
{
    private readonly List<LookMark> _looks = [];
    private readonly List<(DateTimeOffset At, string Instance, string Place)> _restarts = [];

    /// <summary>When the last look began; null before the first.</summary>
    public DateTimeOffset? LastAt => _looks.Count == 0 ? null : _looks[^1].At;

    /// <summary>Looks come when they end and stand where they began.</summary>
    public void Add(LookMark look)
    {
        if (_looks.Count >= LiveLimits.Looks) _looks.RemoveRange(0, LiveLimits.Looks / 4);
        // The same words again are kept once.
        if (look.Why is not null && _looks.Count > 0 && _looks[^1].Why == look.Why)
            look = look with { Why = _looks[^1].Why };
        var at = _looks.Count;
        while (at > 0 && _looks[at - 1].At > look.At) at--;
        _looks.Insert(at, look);
    }

    /// <param name="at">When it was seen.</param>
    /// <param name="instance">What was started.</param>
    /// <param name="place">Where it is, where each start has a name of its own; null: the name stays.</param>
    public void AddRestart(DateTimeOffset at, string instance, string? place = null)
    {
        if (_restarts.Count >= LiveLimits.Restarts) _restarts.RemoveRange(0, LiveLimits.Restarts / 4);
        _restarts.Add((at, instance, place ?? instance));
    }

    /// <summary>Puts what is known from before in front of what was seen since.</summary>
    public void Precede(IEnumerable<LookMark> looks, IEnumerable<(DateTimeOffset At, string Instance)> restarts)
    {
        _looks.InsertRange(0, looks.Where(look => _looks.Count == 0 || look.At < _looks[0].At).ToList());
        _restarts.InsertRange(0, restarts.Where(seen => _restarts.Count == 0 || seen.At < _restarts[0].At)
            .Select(seen => (seen.At, seen.Instance, seen.Instance)).ToList());
    }

    public IReadOnlyList<LookMark> Between(DateTimeOffset from, DateTimeOffset to, MaskedCells masks)
    {
        var (first, end) = (FirstAt(from), FirstAt(to));
        List<LookMark> found = new(end - first);
        for (var i = first; i < end; i++)
        {
            var (masked, unproven) = masks.At(_looks[i].At);
            found.Add(_looks[i] with { Masked = masked, Unproven = unproven });
        }

        return found;
    }

    /// <summary>Takes out what went bad on an instance after its last good look, from an instant on: it was taken
    /// away.</summary>
    public void TakeOutEnd(string instance, DateTimeOffset from)
    {
        var last = _looks.FindLastIndex(look => look.Instance == instance && look.Reachability is Reachability.Good);
        for (var i = _looks.Count - 1; i > last && _looks[i].At >= from; i--)
            if (_looks[i].Instance == instance && _looks[i].Reachability is Reachability.Bad)
                _looks.RemoveAt(i);
    }

    /// <summary>Takes out looks that seemed missing because nobody had told of them yet. Those that were told as
    /// missing stay.</summary>
    public void TakeOutAssumed(string instance, DateTimeOffset from, DateTimeOffset to) => _looks.RemoveAll(look =>
        look.Assumed && look.Instance == instance && look.At >= from && look.At < to);

    /// <summary>Restarts since t0. The first one at a place since the announcement is the replacement
    /// itself.</summary>
    /// <param name="announcedAt">When the deployment was announced.</param>
    /// <param name="t0">First sign of the new version.</param>
    /// <param name="counts">Whether one of an instance at an instant is the new version's.</param>
    public int RestartsSince(
        DateTimeOffset announcedAt, DateTimeOffset t0, Func<string, DateTimeOffset, bool> counts)
    {
        var count = 0;
        HashSet<string> replaced = new(StringComparer.Ordinal);
        foreach (var (at, instance, place) in _restarts)
            if (at >= announcedAt && counts(instance, at) && !replaced.Add(place) && at >= t0)
                count++;
        return count;
    }

    /// <summary>Restarts in [from, to), those under a mask left out.</summary>
    public int RestartsBetween(DateTimeOffset from, DateTimeOffset to, MaskedCells masks) =>
        _restarts.Count(seen => seen.At >= from && seen.At < to && !masks.At(seen.At).Masked);

    /// <summary>Restarts at or after an instant, whether masked or not.</summary>
    public int RestartsFrom(DateTimeOffset from) => _restarts.Count(seen => seen.At >= from);

    /// <summary>How the last looks at some instances ended, and since when they do so; in no order.</summary>
    public IEnumerable<InstanceLook> LastOf(IReadOnlySet<string> instances)
    {
        if (instances.Count == 0) return [];
        Dictionary<string, InstanceLook> last = new(StringComparer.Ordinal);
        HashSet<string> done = new(StringComparer.Ordinal);
        for (var i = _looks.Count - 1; i >= 0 && done.Count < instances.Count; i--)
        {
            var look = _looks[i];
            if (!instances.Contains(look.Instance) || done.Contains(look.Instance)) continue;
            var outcome = Standing.OutcomeOf(look.Reachability);
            if (!last.TryGetValue(look.Instance, out var known))
                last[look.Instance] = new()
                {
                    Instance = look.Instance,
                    Outcome = outcome,
                    At = look.At,
                    Since = look.At,
                    Blind = look.Reachability is Reachability.Missing,
                    Why = look.Why,
                };
            else if (known.Outcome == outcome) last[look.Instance] = known with { Since = look.At };
            else done.Add(look.Instance);
        }

        return last.Values;
    }

    /// <summary>Index of the first look at or after an instant.</summary>
    private int FirstAt(DateTimeOffset at)
    {
        int low = 0, high = _looks.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_looks[middle].At < at) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
