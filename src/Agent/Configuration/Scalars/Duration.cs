using System.Globalization;

namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>A length of time as people write it: <c>250ms</c>, <c>5s</c>, <c>10m</c>, <c>4h</c>, <c>2d</c>.</summary>
internal static class Duration
{
    public const string Form = "a duration such as 250ms, 5s, 10m, 4h or 2d";

    public const string Pattern = @"^[0-9]+(\.[0-9]+)?\s?(ms|s|m|h|d)$";

    /// <summary>Longest that can be written; ten years are for ever in a configuration.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    private static readonly (string Unit, TimeSpan Length)[] Units =
    [
        ("d", TimeSpan.FromDays(1)),
        ("h", TimeSpan.FromHours(1)),
        ("m", TimeSpan.FromMinutes(1)),
        ("s", TimeSpan.FromSeconds(1)),
        ("ms", TimeSpan.FromMilliseconds(1)),
    ];

    public static bool TryRead(string text, out TimeSpan duration)
    {
        duration = default;
        if (!Numbers.TrySplit(text, out var value, out var unit))
            return false;
        var length = Array.Find(Units, u => u.Unit == unit).Length;
        if (length == default || value > Longest / length)
            return false;
        duration = value * length;
        return true;
    }

    /// <summary>In the largest unit that leaves no fraction: <c>90s</c>, <c>2h</c>.</summary>
    public static string Write(TimeSpan duration)
    {
        if (duration == default)
            return "0s";
        foreach (var (unit, length) in Units)
            if (duration.Ticks % length.Ticks == 0)
                return (duration.Ticks / length.Ticks).ToString(CultureInfo.InvariantCulture) + unit;
        return duration.TotalMilliseconds.ToString(CultureInfo.InvariantCulture) + "ms";
    }
}
