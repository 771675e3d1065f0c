namespace Bellwether.Probes.Otlp;

/// <summary>Points that were not taken, and why, for the answer.</summary>
internal sealed class Refusals
{
    private const int MostTold = 5;

    private readonly Dictionary<string, int> _why = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>What is told, the most frequent first; null for nothing.</summary>
    public string? Words => _why.Count == 0 ? null : string.Join("; ", _why.OrderByDescending(one => one.Value)
        .ThenBy(one => one.Key, StringComparer.Ordinal).Take(MostTold).Select(one => $"{one.Value} {one.Key}"))
        + (_why.Count > MostTold ? "; and others" : "");

    public void Add(int points, string why)
    {
        if (points == 0) return;
        Count += points;
        // What an application names comes back to it, and is bounded.
        if (_why.Count < 100 || _why.ContainsKey(why)) _why[why] = _why.GetValueOrDefault(why) + points;
    }
}
