using System.Buffers.Text;
using System.Text;

namespace Bellwether.Probes.Statsd;

/// <summary>One line: <c>name:value[:value…]|type[|@rate][|#tag:value,…]</c>. Sources: etsy's StatsD, DogStatsD's
/// datagram format.</summary>
internal readonly ref struct StatsdLine
{
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>One, or several with colons between.</summary>
    public ReadOnlySpan<byte> Values { get; private init; }

    public StatsdKind Kind { get; private init; }

    /// <summary>One of how many was sent: 1 over the rate.</summary>
    public double Weight { get; private init; }

    /// <summary>With commas between; empty for none.</summary>
    public ReadOnlySpan<byte> Tags { get; private init; }

    /// <summary>False where it is no such line.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out StatsdLine line)
    {
        line = default;
        var bar = text.IndexOf((byte)'|');
        var colon = bar < 0 ? -1 : text[..bar].IndexOf((byte)':');
        if (colon <= 0 || colon + 1 == bar || text[..colon].Length > StatsdLimits.NameLength) return false;
        var parts = text[(bar + 1)..];
        if (KindOf(Part(ref parts)) is not { } kind) return false;
        var weight = 1.0;
        ReadOnlySpan<byte> tags = [];
        while (!parts.IsEmpty)
        {
            var part = Part(ref parts);
            if (part.IsEmpty) return false;
            if (part[0] == '@')
            {
                if (Number(part[1..]) is not { } rate || rate is not (> 0 and <= 1)) return false;
                weight = 1 / rate;
            }
            else if (part[0] == '#')
            {
                tags = part[1..];
            }

            // Anything else is of a later version of the protocol, such as the container it comes from.
        }

        line = new()
        {
            Name = text[..colon],
            Values = text[(colon + 1)..bar],
            Kind = kind,
            Weight = weight,
            Tags = tags,
        };
        return true;
    }

    /// <summary>Null where it is no number, or none that can be counted.</summary>
    public static double? Number(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && text[0] == '+') text = text[1..];
        return Utf8Parser.TryParse(text, out double number, out var read) && read == text.Length
            && double.IsFinite(number) && Math.Abs(number) <= StatsdLimits.Largest ? number : null;
    }

    /// <summary>The tags as labels, sorted; null where there are too many, or too long ones.</summary>
    public LabelSet? Labels()
    {
        if (Tags.IsEmpty) return LabelSet.Empty;
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var range in Tags.Split((byte)','))
        {
            var tag = Tags[range];
            if (tag.IsEmpty) continue;
            if (tag.Length > StatsdLimits.TagLength || labels.Count >= StatsdLimits.Tags) return null;
            var colon = tag.IndexOf((byte)':');
            var name = Otlp.PageNames.OfAttribute(Encoding.UTF8.GetString(colon < 0 ? tag : tag[..colon]));
            if (name.Length > 0 && name is not "le")
                labels[name] = colon < 0 ? "true" : Encoding.UTF8.GetString(tag[(colon + 1)..]);
        }

        return new([.. labels]);
    }

    private static ReadOnlySpan<byte> Part(scoped ref ReadOnlySpan<byte> parts)
    {
        var bar = parts.IndexOf((byte)'|');
        var part = bar < 0 ? parts : parts[..bar];
        parts = bar < 0 ? [] : parts[(bar + 1)..];
        return part;
    }

    private static StatsdKind? KindOf(ReadOnlySpan<byte> type) => type switch
    {
        [(byte)'c'] => StatsdKind.Counter,
        [(byte)'g'] => StatsdKind.Gauge,
        [(byte)'m', (byte)'s'] => StatsdKind.Timer,
        [(byte)'h'] or [(byte)'d'] => StatsdKind.Distribution,
        [(byte)'s'] => StatsdKind.Set,
        _ => null,
    };
}
