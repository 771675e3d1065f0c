namespace Bellwether.Agent.Signals.Live;

/// <summary>Our own requests that one signal's counts may hold, until they are found there.</summary>
/// <remarks>
/// A page shows a request when it is finished, so a scrape's own request is on the next page; one that is on neither of
/// the two pages after it is not counted by the target at all, and is given up.
/// </remarks>
internal sealed class OwnRequests(SampleFilter filter, bool splits)
{
    private const int MostPages = 2;

    private readonly List<OwnRequest> _waiting = [];

    public void Add(OwnRequest own)
    {
        if (_waiting.Count < LiveLimits.OwnRequests && !filter.LeavesOut(own.Path)) _waiting.Add(own);
    }

    /// <summary>Takes a request that we hear of late out of a page that was counted already; else it waits for the next.</summary>
    /// <returns>What was taken out of the delta; null for nothing.</returns>
    public Delta? TakeOutLate(OwnRequest own, Delta delta)
    {
        if (filter.LeavesOut(own.Path)) return null;
        if (delta.TakeOut(own, splits) is { } taken) return taken;
        Add(own);
        return null;
    }

    public void Forget() => _waiting.Clear();

    /// <summary>Takes what is found out of a page's delta.</summary>
    public void TakeOut(Delta delta) =>
        _waiting.RemoveAll(own =>
            filter.LeavesOut(own.Path) || delta.TakeOut(own, splits) is not null || ++own.Pages >= MostPages);
}
