using System.Globalization;
using System.Text.Json;

namespace Bellwether.Integration.Tests.Scrape;

/// <summary>What a Prometheus made of pages that it scraped: each either whole, or refused with a reason.</summary>
internal sealed class ScrapedPages
{
    /// <summary>Made by Prometheus for each scrape; not on the page.</summary>
    private static readonly HashSet<string> s_own =
    [
        "up", "scrape_duration_seconds", "scrape_samples_scraped", "scrape_samples_post_metric_relabeling",
        "scrape_series_added",
    ];

    /// <summary>Made by Prometheus for each series that does not have them.</summary>
    private static readonly HashSet<string> s_ownLabels = ["__name__", "instance", "job", Page];

    /// <summary>The label that says which page a series is of.</summary>
    public const string Page = "of_page";

    private readonly Dictionary<int, string> _refused = [];
    private readonly Dictionary<int, SortedDictionary<string, double>> _samples = [];

    /// <summary>Why a page was refused; null where it was taken.</summary>
    public string? Refusal(int page) => _refused.GetValueOrDefault(page);

    /// <summary>Samples by their series, written as <see cref="Key"/> writes it.</summary>
    public IReadOnlyDictionary<string, double> Samples(int page) =>
        _samples.TryGetValue(page, out var samples) ? samples : new SortedDictionary<string, double>();

    /// <summary>One way to write a series: labels in order, those without a value left out, as Prometheus
    /// does.</summary>
    public static string Key(string name, IEnumerable<KeyValuePair<string, string>> labels) =>
        name + JsonSerializer.Serialize(labels
            .Where(label => label.Value.Length > 0 && !s_ownLabels.Contains(label.Key))
            .OrderBy(label => label.Key, StringComparer.Ordinal).Select(label => new[] { label.Key, label.Value }));

    /// <summary>Asks until every page was scraped once.</summary>
    public static async Task<ScrapedPages> ReadAsync(Uri prometheus, int count)
    {
        using var client = new HttpClient { BaseAddress = prometheus };
        var pages = new ScrapedPages();
        var start = TimeProvider.System.GetTimestamp();
        while (!await pages.ReadTargetsAsync(client, count))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(90), "not all were scraped");
            await Task.Delay(TimeSpan.FromMilliseconds(200), TimeProvider.System);
        }

        await pages.ReadSamplesAsync(client);
        return pages;
    }

    private async Task<bool> ReadTargetsAsync(HttpClient client, int count)
    {
        _refused.Clear();
        using var response = await client.GetAsync(new Uri("api/v1/targets", UriKind.Relative));
        if (!response.IsSuccessStatusCode) return false;   // it has only just begun
        using var answer = JsonDocument.Parse(await response.Content.ReadAsByteArrayAsync());
        var targets = answer.RootElement.GetProperty("data").GetProperty("activeTargets").EnumerateArray().ToList();
        if (targets.Count < count) return false;
        foreach (var target in targets)
        {
            var health = target.GetProperty("health").GetString();
            var error = target.GetProperty("lastError").GetString()!;
            // A machine that is too busy to serve the page is nothing that the page did.
            if (health is "unknown" || error.Contains("deadline", StringComparison.Ordinal)) return false;
            var page = target.GetProperty("labels").GetProperty(Page).GetString()!;
            if (health is "down") _refused[int.Parse(page, CultureInfo.InvariantCulture)] = error;
        }

        return true;
    }

    private async Task ReadSamplesAsync(HttpClient client)
    {
        var query = new Uri($"api/v1/query?query={{{Page}!=\"\"}}", UriKind.Relative);
        using var answer = JsonDocument.Parse(await client.GetByteArrayAsync(query));
        foreach (var series in answer.RootElement.GetProperty("data").GetProperty("result").EnumerateArray())
        {
            var labels = series.GetProperty("metric").EnumerateObject()
                .ToDictionary(label => label.Name, label => label.Value.GetString()!);
            if (s_own.Contains(labels["__name__"])) continue;
            var page = int.Parse(labels[Page], CultureInfo.InvariantCulture);
            if (!_samples.TryGetValue(page, out var samples)) _samples[page] = samples = new(StringComparer.Ordinal);
            samples[Key(labels["__name__"], labels)] = Number(series.GetProperty("value")[1].GetString()!);
        }
    }

    private static double Number(string text) => text switch
    {
        "NaN" => double.NaN,
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
