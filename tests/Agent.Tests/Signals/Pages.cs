using System.Text;
using Bellwether.Probes;
using Bellwether.Probes.Scrape.Exposition;

namespace Bellwether.Agent.Tests.Signals;

/// <summary>Metrics pages as text, read by the real parser.</summary>
internal static class Pages
{
    public static IReadOnlyList<Reading> Read(string text)
    {
        var format = text.Contains("# EOF", StringComparison.Ordinal) ? ExpositionFormat.OpenMetrics
            : ExpositionFormat.Text;
        var body = Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
        return new ExpositionParser(ExpositionLimits.Default).TryParse(body, format, out var page, out var fault)
            ? page.Readings
            : throw new ArgumentException(fault.ToString());
    }

    /// <summary>One series of a histogram: cumulative buckets from counts per bucket, the last one above the last
    /// bound.</summary>
    public static string Histogram(string name, string labels, double[] bounds, double[] counts, double sum)
    {
        var text = new StringBuilder();
        double all = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            all += counts[i];
            var le = i < bounds.Length ? $"{bounds[i]}" : "+Inf";
            text.Append($"{name}_bucket{{{labels}{(labels.Length > 0 ? "," : "")}le=\"{le}\"}} {all}\n");
        }

        return text.Append($"{name}_sum{{{labels}}} {sum}\n{name}_count{{{labels}}} {all}\n").ToString();
    }
}
