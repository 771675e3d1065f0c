using System.Text.RegularExpressions;

namespace Bellwether.Probes.Prometheus;

/// <summary>What a query for counters may be: the counters themselves, each series for itself.</summary>
/// <remarks>
/// A rate is an estimate, whose windows overlap from look to look: the same request would be evidence several times. A
/// sum of counters falls when one of its processes restarts, and rises by a whole life when a target that was away
/// comes back, which is just what happens while something is deployed. So the agent has the series, and counts each by
/// itself. </remarks>
internal static partial class CounterQuery
{
    /// <summary>Null where it may be asked.</summary>
    public static string? Fault(string query)
    {
        var bare = Quoted().Replace(query, "\"\"");
        if (Levels().Match(bare) is { Success: true } level)
            return $"{level.Groups[1].Value}(…) makes a level of counters: name the counters themselves, the agent "
                + "counts; or make it kind: gauge.";
        if (Sums().Match(bare) is { Success: true } sum)
            return $"{sum.Groups[1].Value} over counters hides which process began again: name the counters "
                + "themselves, the agent adds them up.";
        return null;
    }

    /// <summary>Whether a query names series and does nothing with them: only then their own times can be
    /// asked.</summary>
    public static bool IsSelector(string query) => Selector().IsMatch(Quoted().Replace(query, "\"\""));

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`")]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b(rate|irate|increase|delta|idelta|deriv|resets|changes|histogram_quantile|\w+_over_time)\s*\(")]
    private static partial Regex Levels();

    [GeneratedRegex(@"\b(sum|avg|min|max|count|group|stddev|stdvar|topk|bottomk|quantile|count_values)\b\s*"
        + @"(?:by\b|without\b|\()")]
    private static partial Regex Sums();

    [GeneratedRegex(@"^\s*(?:[a-zA-Z_:][\w:]*\s*(?:\{[^{}]*\})?|\{[^{}]*\})\s*(?:offset\s+\w+\s*)?$")]
    private static partial Regex Selector();
}
