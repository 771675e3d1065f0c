using System.Buffers;
using System.Buffers.Text;

namespace Bellwether.Probes.Host;

/// <summary>Walks over lines and blank-separated fields of a kernel's file without copying them.</summary>
internal ref struct Fields(ReadOnlySpan<byte> text)
{
    private static readonly SearchValues<byte> FractionBytes = SearchValues.Create("0123456789."u8);

    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The next run of anything but blanks; empty at the end.</summary>
    public ReadOnlySpan<byte> Next()
    {
        _rest = _rest.TrimStart(" \t"u8);
        var end = _rest.IndexOfAny(" \t"u8);
        var field = end < 0 ? _rest : _rest[..end];
        _rest = _rest[field.Length..];
        return field;
    }

    public bool Skip(int count)
    {
        for (; count > 0; count--)
            if (Next().IsEmpty)
                return false;
        return true;
    }

    /// <summary>The next field as a whole number; null where it is none, is negative, or does not fit 64
    /// bits.</summary>
    public ulong? Number() => Number(Next());

    public static ulong? Number(ReadOnlySpan<byte> field) =>
        Utf8Parser.TryParse(field, out ulong value, out var used) && used == field.Length ? value : null;

    /// <summary>A plain decimal fraction (<c>0.42</c>), not negative; null for all else.</summary>
    public static double? Fraction(ReadOnlySpan<byte> field) =>
        field.Length is > 0 and <= 32 && !field.ContainsAnyExcept(FractionBytes)
        && Utf8Parser.TryParse(field, out double value, out var used) && used == field.Length ? value : null;

    /// <summary>What follows the first line that begins with these bytes; false where no whole line does.</summary>
    public static bool TryLine(ReadOnlySpan<byte> text, ReadOnlySpan<byte> start, out ReadOnlySpan<byte> rest)
    {
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            if (text[..end].StartsWith(start))
            {
                rest = text[start.Length..end];
                return true;
            }

            text = text[(end + 1)..];
        }

        rest = default;
        return false;
    }
}
