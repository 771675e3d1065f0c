namespace Bellwether.Probes.Frontend;

/// <summary>Remembers the hashed assets of the pages before this one: who has an old page open still asks for
/// them.</summary>
/// <remarks>
/// A page that comes back, as after a rollback or from the other instances of a rolling deployment, takes the place it
/// had: what came after it was taken back, and nobody has to serve that.
/// </remarks>
/// <param name="keep">How long after its page an asset is asked for.</param>
internal sealed class AssetGenerations(TimeSpan keep)
{
    /// <summary>Most old assets asked for; the oldest are forgotten first.</summary>
    public const int Most = 32;

    private readonly List<(IReadOnlyList<PageAsset> Assets, DateTimeOffset LeftAt)> _past = [];
    private IReadOnlyList<PageAsset> _current = [];

    /// <summary>Takes in which hashed assets a page has.</summary>
    /// <param name="hashed">Those of the page that was just seen; empty changes nothing.</param>
    /// <param name="now">When.</param>
    /// <returns>Those of earlier pages that it has not, the newest first; empty for none, at most
    /// <see cref="Most"/>.</returns>
    public IReadOnlyList<PageAsset> Take(IReadOnlyList<PageAsset> hashed, DateTimeOffset now)
    {
        if (hashed.Count > 0 && !AreSame(hashed, _current))
        {
            var before = _past.FindIndex(past => AreSame(hashed, past.Assets));
            if (before >= 0) _past.RemoveRange(before, _past.Count - before);
            else if (_current.Count > 0) _past.Add((_current, now));
            _current = hashed;
        }

        _past.RemoveAll(past => now - past.LeftAt > keep);
        var there = _current.Select(asset => asset.Url).ToHashSet();
        IReadOnlyList<PageAsset> old =
        [
            .. Enumerable.Reverse(_past).SelectMany(past => past.Assets)
                .Where(asset => there.Add(asset.Url)).Take(Most),
        ];
        if (_past.Count > Most) _past.RemoveRange(0, _past.Count - Most);
        return old;
    }

    private static bool AreSame(IReadOnlyList<PageAsset> some, IReadOnlyList<PageAsset> others) =>
        some.Select(asset => asset.Url).ToHashSet().SetEquals(others.Select(asset => asset.Url));
}
