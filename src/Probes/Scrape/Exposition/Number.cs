using System.Globalization;

namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Numbers as both formats write them: decimal, with an exponent, Inf, Infinity or NaN in any case.</summary>
internal static class Number
{
    // A double holds integers up to 2^53 and powers of ten up to 10^22 exactly, so that one division of the two rounds
    // once, as it should. (W. Clinger, "How to Read Floating Point Numbers Accurately", 1990.)
    private const ulong ExactInteger = 1UL << 53;

    private static readonly double[] PowersOfTen =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
        1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>
    /// False for anything else, for a number beyond a double, and for the hexadecimal and underscored forms.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParsePlain(text, out value) || TryParseAny(text, out value);

    private static bool TryParsePlain(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.Length is 0 or > 18)   // 18 digits cannot overflow the sum below
            return false;
        var negative = text[0] == '-';
        var digits = 0UL;
        var point = -1;
        var at = negative ? 1 : 0;
        var first = at;
        for (; at < text.Length; at++)
        {
            var digit = (uint)(text[at] - '0');
            if (digit <= 9)
                digits = (digits * 10) + digit;
            else if (text[at] == '.' && point < 0)
                point = at;
            else
                return false;
        }

        var count = at - first - (point < 0 ? 0 : 1);
        if (count == 0 || digits > ExactInteger)
            return false;
        value = point < 0 ? digits : digits / PowersOfTen[at - point - 1];
        if (negative)
            value = -value;
        return true;
    }

    private static bool TryParseAny(ReadOnlySpan<byte> text, out double value)
    {
        var unsigned = text is [(byte)'+' or (byte)'-', ..] ? text[1..] : text;
        if (unsigned is [(>= (byte)'0' and <= (byte)'9') or (byte)'.', ..])
            // The framework lets zero bytes pass at the end of a number.
            return double.TryParse(text[^1] == 0 ? [] : text,
                NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent,
                CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        value = Same(unsigned, "nan"u8) ? double.NaN
            : text is [(byte)'-', ..] ? double.NegativeInfinity : double.PositiveInfinity;
        return Same(text, "nan"u8) || Same(unsigned, "inf"u8) || Same(unsigned, "infinity"u8);
    }

    private static bool Same(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        System.Text.Ascii.EqualsIgnoreCase(text, word);
}
