using System.Globalization;
using System.Text.RegularExpressions;

namespace Bellwether.Integration.Tests.Shop;

/// <summary>A metrics page read by the simplest means, so as not to lean on the product's own parser.</summary>
internal sealed partial class MetricsText
{
    public const string Durations = "http_server_request_duration_seconds";

    private readonly IReadOnlyList<(string Name, string Labels, double Value)> _samples;

    public MetricsText(string page)
    {
        Assert.EndsWith("\n", page, StringComparison.Ordinal);
        var lines = page.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var line in lines) Assert.Matches(Line(), line);
        _samples = [.. lines.Where(line => line[0] != '#').Select(line => Line().Match(line)).Select(found => (
            found.Groups["name"].Value, found.Groups["labels"].Value,
            double.Parse(found.Groups["value"].Value, CultureInfo.InvariantCulture)))];
    }

    public static async Task<MetricsText> ReadAsync(HttpClient client, Uri shop) =>
        new(await client.GetStringAsync(new Uri(shop, "/metrics")));

    /// <summary>Sum of the samples of this name whose labels contain the text.</summary>
    public double Sum(string name, string labels = "") => _samples
        .Where(sample => sample.Name == name && sample.Labels.Contains(labels, StringComparison.Ordinal))
        .Sum(sample => sample.Value);

    public bool Has(string name, string labels = "") => _samples
        .Any(sample => sample.Name == name && sample.Labels.Contains(labels, StringComparison.Ordinal));

    /// <summary>Median of all routes together in seconds, straight lines between the bounds.</summary>
    public double MedianDuration()
    {
        var half = Sum($"{Durations}_count") / 2;
        var (lower, below) = (0.0, 0.0);
        foreach (var bound in new[] { 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5 })
        {
            var within = Sum($"{Durations}_bucket", string.Create(CultureInfo.InvariantCulture, $"le=\"{bound}\""));
            if (within >= half) return lower + (bound - lower) * (half - below) / (within - below);
            (lower, below) = (bound, within);
        }

        return double.PositiveInfinity;
    }

    [GeneratedRegex(
        """^(# [A-Z]+ [a-z_]+ .+|(?<name>[a-z_]+)(\{(?<labels>([a-z_]+="[^"\\]*",?)+)\})? (?<value>[0-9.E+-]+))$""")]
    private static partial Regex Line();
}
