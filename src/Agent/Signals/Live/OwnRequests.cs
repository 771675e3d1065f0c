using Bellwether.Agent.Signals.Discovery;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Our own requests that one signal's counts may hold, until they are found there.</summary>
/// <remarks>
/// A page shows a request when it is finished, so a scrape's own request is on the next page; one that is on neither of
/// the two pages after it is not counted by the target. Not every target counts the requests for its metrics: a path
/// whose answered requests were often not found is no longer looked for in this process, so that no real request is
/// taken for them. A few that went astray are no reason: the service would live on our looks from then on.
/// Requests that are alike are one entry with their number, so that many looks between two pages fill nothing.
/// </remarks>
internal sealed class OwnRequests(Binding binding, SampleFilter filter)
{
    private const int MostPages = 2;
    private const int NotFoundAtMost = 3;
    private const int FoundForEachNotFound = 20;

    private readonly bool _splits = binding.Kind is SignalKind.Ratio;
    private readonly bool _isTimed = binding.Kind is not (SignalKind.Ratio or SignalKind.Rate);
    private readonly List<OwnRequest> _waiting = [];
    private int _fresh;
    private readonly Dictionary<string, (int Found, int NotFound)> _paths = new(StringComparer.Ordinal);

    /// <summary>More kinds of requests came than are told apart: what the next page counts may be our own.</summary>
    public bool Overflowed { get; private set; }

    public void Add(OwnRequest own)
    {
        if (!MayBeCounted(own.Path)) return;
        // The first ones keep their own duration, which tells their bucket; of many a path has one for all.
        var exactly = _isTimed && _fresh < LiveLimits.OwnRequestsTimed;
        var like = _waiting.FindIndex(one => one.IsAsked(own) && (!exactly || one.Seconds.Equals(own.Seconds)));
        if (like >= 0)
        {
            _waiting[like] = _waiting[like].And(own);
            return;
        }

        // What waits for its second page takes nobody's room.
        Overflowed = _fresh >= LiveLimits.OwnRequests;
        if (Overflowed) return;
        _fresh++;
        _waiting.Add(own);
    }

    /// <summary>Takes a request that we hear of late out of a page that was counted already; else it waits for the
    /// next.</summary>
    /// <returns>What was taken out of the delta; null for nothing.</returns>
    public Delta? TakeOutLate(OwnRequest own, Delta delta)
    {
        if (!MayBeCounted(own.Path)) return null;
        if (delta.TakeOut(own, IsBad(own)) is not { } taken)
        {
            Add(own);
            return null;
        }

        Note(own.Path, found: 1, notFound: 0);
        return taken;
    }

    /// <summary>A page was counted from whose difference nobody knows: what waited is behind it.</summary>
    public void PassOver()
    {
        _waiting.Clear();
        (_fresh, Overflowed) = (0, false);
    }

    /// <summary>Another process is there, which counts anew and perhaps other things.</summary>
    public void Forget()
    {
        PassOver();
        _paths.Clear();
    }

    /// <summary>Takes what is found out of a page's delta.</summary>
    public void TakeOut(Delta delta)
    {
        HashSet<string> found = new(StringComparer.Ordinal);
        List<OwnRequest> left = [];
        // What was answered comes first: it is counted by now, if it ever is.
        foreach (var own in _waiting.Where(own => MayBeCounted(own.Path)).OrderByDescending(own => own.Answered))
        {
            var taken = 0;
            while (taken < own.Count && delta.TakeOut(own, IsBad(own)) is not null) taken++;
            if (taken < own.Count) left.Add(own with { Count = own.Count - taken });
            if (taken == 0) continue;
            _ = found.Add(own.Path);
            Note(own.Path, taken, notFound: 0);
        }

        PassOver();
        foreach (var own in left)
        {
            own.Contested |= found.Any(path => path != own.Path);
            if (++own.Pages < MostPages) _waiting.Add(own);
            else if (own is { Answered: true, Contested: false }) Note(own.Path, found: 0, own.Count);
        }
    }

    private bool IsBad(OwnRequest own) => _splits
        && (binding.BadStatus is { } bad ? own.Status == bad : own.Status >= 500);

    private void Note(string path, int found, int notFound)
    {
        if (!_paths.TryGetValue(path, out var seen) && _paths.Count >= LiveLimits.OwnRequests) return;
        _paths[path] = (seen.Found + found, seen.NotFound + notFound);
    }

    private bool MayBeCounted(string path)
    {
        var (found, notFound) = _paths.GetValueOrDefault(path);
        return (notFound < NotFoundAtMost || notFound * FoundForEachNotFound <= found)
            && !filter.LeavesOut(path) && filter.MayHold(path);
    }
}
