using System.Globalization;

namespace Bellwether.Agent.Judging;

/// <summary>Numbers as a person reads them: two or three digits, a unit, thousands apart.</summary>
internal static class Wording
{
    /// <summary>"4 812".</summary>
    public static string Count(double count)
    {
        if (!(Math.Abs(count) < 1e15)) return count.ToString("0.###e+0", CultureInfo.InvariantCulture);
        var grouped = Math.Round(count).ToString("#,0", CultureInfo.InvariantCulture);
        return grouped.Replace(',', ' ');
    }

    /// <summary>"4 812 requests", "1 request"; or whatever else is counted.</summary>
    public static string Requests(double count, string what = "requests") =>
        $"{Count(count)} {(Math.Round(count) == 1 ? One(what) : what)}";

    /// <summary>"12 requests (12 of them may be this agent's own)"; the bracket only where there are any.</summary>
    public static string Requests(double count, double own, string what = "requests") =>
        own < 0.5 ? Requests(count, what)
        : $"{Requests(count, what)} ({Count(Math.Min(own, count))} of them may be this agent's own)";

    /// <summary>"request" of "requests", "query" of "queries"; what is no plural stays as it is.</summary>
    public static string One(string many) => many switch
    {
        [.. var stem, 'i', 'e', 's'] => $"{stem}y",
        [.., 's', 's'] => many,
        [.. var stem, 's'] => stem,
        _ => many,
    };

    /// <summary>"3.1 %", "0.05 %", "38 %" of a ratio.</summary>
    public static string Percent(double ratio) => double.IsNaN(ratio) ? "an unknown share" : $"{Points(ratio)} %";

    /// <summary>"0.31 percentage points".</summary>
    public static string PercentagePoints(double difference) => $"{Points(difference)} percentage points";

    /// <summary>"62 times", "1.8 times".</summary>
    public static string Times(double factor) => $"{Short(factor)} times";

    /// <summary>A level with its unit: "215 ms", "1.2 s", "3.1 %", "12 per second".</summary>
    public static string Level(double level, string unit) => unit switch
    {
        _ when double.IsNaN(level) => "unknown",
        "seconds" => Math.Abs(level) < 1 ? $"{Short(level * 1000)} ms" : $"{Short(level)} s",
        "ratio" => Percent(level),
        "bytes" => Bytes(level),
        "per-second" => $"{Short(level)} per second",
        "" => Number(level),
        _ => Short(level) is "1" ? $"1 {One(unit)}" : $"{Short(level)} {unit}",
    };

    /// <summary>A level without a unit, three digits of it: "0.215", "1 250", "1.05e-06".</summary>
    public static string Number(double level) =>
        Math.Abs(level) >= 1000 ? Count(level) : level.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>"45 s", "10 min", "1 h 5 min".</summary>
    public static string Span(TimeSpan span)
    {
        if (span < TimeSpan.FromMinutes(2)) return $"{Short(span.TotalSeconds)} s";
        if (span < TimeSpan.FromHours(2)) return $"{Short(span.TotalMinutes)} min";
        return span.Minutes == 0 ? $"{(int)span.TotalHours} h" : $"{(int)span.TotalHours} h {span.Minutes} min";
    }

    private static string Bytes(double level)
    {
        string[] units = ["bytes", "kB", "MB", "GB", "TB"];
        var at = 0;
        for (; at < units.Length - 1 && Math.Abs(level) >= 1000; at++) level /= 1000;
        return $"{Short(level)} {units[at]}";
    }

    private static string Points(double ratio)
    {
        var percent = ratio * 100;
        return percent switch
        {
            > 0 and < 0.01 => "less than 0.01",
            // Nobody reads three hundred digits.
            >= 1e15 or <= -1e15 => Count(percent),
            _ => percent.ToString(Math.Abs(percent) < 1 ? "0.##" : Math.Abs(percent) < 10 ? "0.#" : "0",
                CultureInfo.InvariantCulture),
        };
    }

    private static string Short(double value)
    {
        var size = Math.Abs(value);
        if (size >= 1000) return Count(value);
        return value.ToString(size >= 100 ? "0" : size >= 10 ? "0.#" : size >= 0.01 || size == 0 ? "0.##" : "0.##e+0",
            CultureInfo.InvariantCulture);
    }
}
