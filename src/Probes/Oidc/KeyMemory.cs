namespace Bellwether.Probes.Oidc;

/// <summary>Remembers the sets of keys that tokens in flight may still be signed with.</summary>
/// <remarks>A set that comes back, as after a rollback, takes the place it had: what came after it was taken
/// back.</remarks>
/// <param name="live">How long a token is good.</param>
internal sealed class KeyMemory(TimeSpan live)
{
    /// <summary>Most sets remembered; the oldest are forgotten first.</summary>
    public const int Most = 16;

    private readonly List<(IReadOnlySet<string> Keys, DateTimeOffset LeftAt)> _past = [];
    private IReadOnlySet<string>? _current;

    /// <summary>Takes in the set that was just seen.</summary>
    /// <returns>How many keys of earlier sets are gone, and whether of one of these sets every key is.</returns>
    public (int Lost, bool IsReplaced) Take(IReadOnlySet<string> keys, DateTimeOffset now)
    {
        if (_current is not null && !keys.SetEquals(_current))
        {
            var before = _past.FindIndex(past => keys.SetEquals(past.Keys));
            if (before >= 0) _past.RemoveRange(before, _past.Count - before);
            else _past.Add((_current, now));
        }

        _current = keys;
        _past.RemoveAll(past => now - past.LeftAt > live);
        if (_past.Count > Most) _past.RemoveRange(0, _past.Count - Most);
        var lost = _past.SelectMany(past => past.Keys).Distinct().Count(key => !keys.Contains(key));
        return (lost, _past.Exists(past => !past.Keys.Overlaps(keys)));
    }
}
