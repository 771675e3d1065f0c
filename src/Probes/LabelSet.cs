using System.Collections;

namespace Bellwether.Probes;

/// <summary>
/// The labels of a sample, in the order of the page. Equal where the same names have the same values in that order.
/// </summary>
public sealed class LabelSet : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<LabelSet>
{
    public static readonly LabelSet Empty = new([]);

    private readonly KeyValuePair<string, string>[] _pairs;
    private readonly int _hash;

    public LabelSet(params KeyValuePair<string, string>[] pairs)
    {
        _pairs = pairs;
        var hash = new HashCode();
        foreach (var (name, value) in pairs)
        {
            hash.Add(name, StringComparer.Ordinal);
            hash.Add(value, StringComparer.Ordinal);
        }

        _hash = hash.ToHashCode();
    }

    public int Count => _pairs.Length;

    public KeyValuePair<string, string> this[int index] => _pairs[index];

    /// <summary>Value of a label; null where the sample does not have it.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var (key, value) in _pairs)
                if (string.Equals(key, name, StringComparison.Ordinal))
                    return value;
            return null;
        }
    }

    public bool Equals(LabelSet? other)
    {
        if (ReferenceEquals(this, other))
            return true;
        if (other is null || _hash != other._hash || _pairs.Length != other._pairs.Length)
            return false;
        // Pair by pair: a pair's own equality is found by reflection and boxes both sides.
        for (var i = 0; i < _pairs.Length; i++)
            if (!string.Equals(_pairs[i].Key, other._pairs[i].Key, StringComparison.Ordinal)
                || !string.Equals(_pairs[i].Value, other._pairs[i].Value, StringComparison.Ordinal))
                return false;
        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as LabelSet);

    public override int GetHashCode() => _hash;

    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => "{" + string.Join(",", _pairs.Select(p => $"{p.Key}=\"{p.Value}\"")) + "}";
}
