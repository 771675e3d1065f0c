using Bellwether.Probes.Receiving;

namespace Bellwether.Probes.Otlp;

/// <summary>Notices who took the place of one that had ended: libraries make up a new id at each start, so that a
/// process that is started again and again is always another instance. Used under its window's lock.</summary>
/// <remarks>
/// A place is a pod or a host where the sender names one, else the whole service. Whoever comes while another at that
/// place still speaks is one more (a scale-out, a replacement with overlap, one of several workers) and follows nobody;
/// so one that comes is judged only when all who were there before have been silent for long enough to be gone.
/// Nor does it follow where it came after that silence: an application that is scaled to nothing is started again as
/// soon as somebody asks for it, and such a start is no crash. Within one pod it is, since what is scaled gets another.
/// </remarks>
internal sealed class OtlpPlaces
{
    /// <summary>Places that are known; at further ones nothing is noticed.</summary>
    public const int MostPlaces = 256;

    /// <summary>Who was at one place lately; of more the first are forgotten.</summary>
    public const int MostAtOnePlace = 64;

    /// <summary>Successions that nobody asked for yet; of more the oldest are forgotten.</summary>
    public const int MostUntold = 256;

    /// <summary>Longest time between the last of one and the first of the next within one pod: what starts processes
    /// again waits up to five minutes between two tries, and a start takes its time. Elsewhere it is the silence of the
    /// one before, and never longer than this.</summary>
    public static readonly TimeSpan Reach = TimeSpan.FromMinutes(10);

    private readonly Dictionary<OtlpPlace, List<Tenant>> _places = [];
    private readonly Queue<Succession> _untold = new();

    /// <param name="place">Where the sender is.</param>
    /// <param name="instance">Its id.</param>
    /// <param name="now">When it sent.</param>
    /// <param name="silence">After how long without another sending it is gone.</param>
    public void Push(OtlpPlace place, string instance, DateTimeOffset now, TimeSpan silence)
    {
        if (!_places.TryGetValue(place, out var tenants))
        {
            if (_places.Count >= MostPlaces) return;
            _places[place] = tenants = [];
        }

        var tenant = tenants.Find(one => one.Instance == instance);
        if (tenant is null)
        {
            if (tenants.Count >= MostAtOnePlace) tenants.RemoveAt(0);
            // Who is the first at a place follows nobody.
            tenants.Add(tenant = new(instance, now) { IsSettled = tenants.Count == 0 });
        }

        (tenant.LastAt, tenant.Silence) = (now, silence);
    }

    /// <summary>Says whether anybody is known by now to have taken another's place.</summary>
    public bool Settle(DateTimeOffset now)
    {
        var before = _untold.Count;
        foreach (var (place, tenants) in _places)
        {
            for (var i = 1; i < tenants.Count; i++) Settle(place, tenants, i, now);
            tenants.RemoveAll(one => now - one.LastAt > Reach + one.Silence);
            if (tenants.Count == 0) _places.Remove(place);
        }

        return _untold.Count > before;
    }

    /// <summary>Who was noticed since it was asked last, oldest first.</summary>
    public IReadOnlyList<Succession> Take()
    {
        Succession[] taken = [.. _untold];
        _untold.Clear();
        return taken;
    }

    private void Settle(OtlpPlace place, List<Tenant> tenants, int index, DateTimeOffset now)
    {
        var tenant = tenants[index];
        if (tenant.IsSettled) return;
        var before = tenants[0];
        var mayStillSpeak = false;
        for (var i = 0; i < index; i++)
        {
            mayStillSpeak |= now - tenants[i].LastAt <= tenants[i].Silence;
            if (tenants[i].LastAt > before.LastAt) before = tenants[i];
        }

        var isBeside = before.LastAt >= tenant.FirstAt;
        if (mayStillSpeak && !isBeside) return;
        tenant.IsSettled = true;
        var reach = place.IsOnePod || before.Silence > Reach ? Reach : before.Silence;
        if (isBeside || tenant.FirstAt - before.LastAt > reach) return;
        if (_untold.Count >= MostUntold) _untold.Dequeue();
        _untold.Enqueue(new(tenant.Instance, place.Name, tenant.FirstAt));
    }

    private sealed class Tenant(string instance, DateTimeOffset firstAt)
    {
        public string Instance { get; } = instance;

        public DateTimeOffset FirstAt { get; } = firstAt;

        public DateTimeOffset LastAt { get; set; }

        public TimeSpan Silence { get; set; }

        /// <summary>It is known whether it follows somebody.</summary>
        public bool IsSettled { get; set; }
    }
}
