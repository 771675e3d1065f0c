using System.Globalization;

namespace Bellwether.Agent.Api;

/// <summary>How long a caller is ready to wait, in a query: a whole number and s or m.</summary>
internal static class WaitTime
{
    /// <summary>Nothing is no time at all.</summary>
    public static bool TryParse(string? text, out TimeSpan duration)
    {
        duration = TimeSpan.Zero;
        if (string.IsNullOrEmpty(text)) return true;
        var known = int.TryParse(
            text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number);
        duration = text[^1] switch
        {
            's' =>
            TimeSpan.FromSeconds(number),
            'm' => TimeSpan.FromMinutes(number),
            _ => default
        };
        return known && text[^1] is 's' or 'm';
    }
}
