using System.Globalization;

namespace Bellwether.Agent.Commands;

/// <summary>Shares as people write them: <c>20%</c> or <c>0.2</c>.</summary>
internal static class Shares
{
    public const string Hint = "write it as 20% or 0.2; it is at most all, 100%";

    /// <summary>The share, 0 to 1; null where it is none.</summary>
    public static double? Parse(string text)
    {
        var percent = text.EndsWith('%');
        const NumberStyles plain = NumberStyles.AllowDecimalPoint;
        var digits = percent ? text[..^1] : text;
        if (!double.TryParse(digits, plain, CultureInfo.InvariantCulture, out var number)) return null;
        var share = percent ? number / 100 : number;
        return share is >= 0 and <= 1 ? share : null;
    }
}
