using System.Text;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>One string for the same name or label value, however often the pages repeat it.</summary>
/// <remarks>Safe for concurrent use.</remarks>
internal sealed class WordTable
{
    /// <summary>
    /// Words kept. At the bound the table starts anew, so that values that come and go cannot fill it for ever.
    /// </summary>
    public const int Capacity = 8_192;

    /// <summary>Longer words are rarely repeated and would make the table big.</summary>
    public const int LongestKept = 256;

    private readonly Lock _gate = new();
    private readonly Dictionary<byte[], string> _words = new(Utf8Key.Instance);

    public int Count
    {
        get
        {
            lock (_gate)
                return _words.Count;
        }
    }

    public string Of(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestKept)
            return Encoding.UTF8.GetString(bytes);
        lock (_gate)
        {
            var lookup = _words.GetAlternateLookup<ReadOnlySpan<byte>>();
            if (lookup.TryGetValue(bytes, out var known))
                return known;
            if (_words.Count >= Capacity)
                _words.Clear();
            var word = Encoding.UTF8.GetString(bytes);
            lookup[bytes] = word;
            return word;
        }
    }

    /// <summary>
    /// The text behind a quoted value: <c>\n</c>, <c>\"</c> and <c>\\</c> are replaced, other escapes stay.
    /// </summary>
    public string OfQuoted(ReadOnlySpan<byte> quoted)
    {
        if (!quoted.Contains((byte)'\\'))
            return Of(quoted);
        var plain = new byte[quoted.Length];
        var length = 0;
        for (var i = 0; i < quoted.Length; i++)
        {
            var escaped = quoted[i] == '\\' && i + 1 < quoted.Length ? Escaped(quoted[i + 1]) : (byte)0;
            if (escaped != 0)
                i++;
            plain[length++] = escaped != 0 ? escaped : quoted[i];
        }

        return Of(plain.AsSpan(0, length));
    }

    private static byte Escaped(byte after) => after switch
    {
        (byte)'n' => (byte)'\n',
        (byte)'"' or (byte)'\\' => after,
        _ => 0,
    };
}
