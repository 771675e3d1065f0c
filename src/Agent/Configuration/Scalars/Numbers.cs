using System.Globalization;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>Reads plain decimal numbers: no thousands, no exponent, no infinity.</summary>
internal static class Numbers
{
    /// <summary>More digits than a double holds are a slip of the hand.</summary>
    private const int MostCharacters = 17;

    /// <summary>Reads a number that is not negative.</summary>
    public static bool TryRead(string? text, out double value)
    {
        value = 0;
        return text is { Length: > 0 and <= MostCharacters }
            && char.IsAsciiDigit(text[0]) && char.IsAsciiDigit(text[^1])
            && double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Splits <c>250ms</c> into 250 and <c>ms</c>; a blank between them is fine.</summary>
    public static bool TrySplit(string text, out double value, out string unit)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            end++;
        unit = text[end..].TrimStart();
        return TryRead(text[..end], out value);
    }
}
