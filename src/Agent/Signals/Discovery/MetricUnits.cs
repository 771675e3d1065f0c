using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Discovery;

/// <summary>The unit of a metric, from what its page declares or else from the suffix of its name.</summary>
internal static class MetricUnits
{
    private static readonly (string Unit, double Seconds)[] s_times =
    [
        ("seconds", 1), ("milliseconds", 1e-3), ("microseconds", 1e-6), ("nanoseconds", 1e-9),
        ("ms", 1e-3), ("us", 1e-6), ("ns", 1e-9), ("minutes", 60),
    ];

    private static readonly string[] s_suffixes =
        ["bytes", "ratio", "percent", "celsius", "cores", "seconds", "milliseconds"];

    /// <summary>How many seconds one unit is; null where it is no time, or none is told.</summary>
    public static double? Seconds(string name, MetricFamily family, string? told = null)
    {
        var unit = told ?? family.Unit ?? "";
        foreach (var (word, seconds) in s_times)
            if (unit.Length > 0 ? unit == word : name.EndsWith("_" + word, StringComparison.Ordinal))
                return seconds;
        return null;
    }

    public static bool IsTime(string unit) => s_times.Any(time => time.Unit == unit);

    /// <summary>Unit of a gauge; empty where none is told.</summary>
    public static string OfGauge(string name, MetricFamily family) =>
        family.Unit is { Length: > 0 } unit
            ? unit
            : s_suffixes.FirstOrDefault(suffix => name.EndsWith("_" + suffix, StringComparison.Ordinal)) ?? "";
}
