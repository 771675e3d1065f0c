namespace Bellwether.Agent.Signals.Live;

/// <summary>Our own requests that one signal's counts may hold, until they are found there.</summary>
/// <remarks>
/// A page shows a request when it is finished, so a scrape's own request is on the next page; one that is on neither of
/// the two pages after it is not counted by the target. Not every target counts the requests for its metrics: what was
/// not found several times is no longer looked for in this process, so that no real request is taken for it.
/// </remarks>
internal sealed class OwnRequests(SampleFilter filter, bool splits)
{
    private const int MostPages = 2;
    private const int NotFoundAtMost = 3;
    private const int MostPaths = 64;

    private readonly List<OwnRequest> _waiting = [];
    private readonly Dictionary<string, int> _notFound = new(StringComparer.Ordinal);

    public void Add(OwnRequest own)
    {
        if (_waiting.Count < LiveLimits.OwnRequests && MayBeCounted(own.Path)) _waiting.Add(own);
    }

    /// <summary>Takes a request that we hear of late out of a page that was counted already; else it waits for the
    /// next.</summary>
    /// <returns>What was taken out of the delta; null for nothing.</returns>
    public Delta? TakeOutLate(OwnRequest own, Delta delta)
    {
        if (!MayBeCounted(own.Path)) return null;
        if (delta.TakeOut(own, splits) is { } taken) return taken;
        Add(own);
        return null;
    }

    /// <summary>Another process is there, which counts anew and perhaps other things.</summary>
    public void Forget()
    {
        _waiting.Clear();
        _notFound.Clear();
    }

    /// <summary>Takes what is found out of a page's delta.</summary>
    public void TakeOut(Delta delta) => _waiting.RemoveAll(own =>
    {
        if (!MayBeCounted(own.Path) || delta.TakeOut(own, splits) is not null) return true;
        if (++own.Pages < MostPages) return false;
        if (_notFound.ContainsKey(own.Path) || _notFound.Count < MostPaths)
            _notFound[own.Path] = _notFound.GetValueOrDefault(own.Path) + 1;
        return true;
    });

    private bool MayBeCounted(string path) =>
        _notFound.GetValueOrDefault(path) < NotFoundAtMost && !filter.LeavesOut(path) && filter.MayHold(path);
}
