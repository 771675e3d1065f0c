using System.Globalization;
using System.Text.RegularExpressions;

namespace Bellwether.Integration.Tests.Shop;

public sealed partial class LoadingTests
{
    [Fact]
    public async Task Under_a_light_load_the_median_is_near_55_ms()
    {
        await using var shop = await ShopProcess.ServeAsync();
        await LoadAsync(shop, seconds: 2.5);
        using var client = new HttpClient();
        var metrics = await MetricsText.ReadAsync(client, shop.Url);
        Assert.InRange(metrics.Sum($"{MetricsText.Durations}_count"), 150, 300);
        Assert.InRange(metrics.MedianDuration(), 0.045, 0.070);
    }

    [Fact]
    public async Task A_slower_version_is_slower_by_its_factor()
    {
        await using var shop = await ShopProcess.ServeAsync("--slow", "1.8");
        await LoadAsync(shop, seconds: 2.5);
        using var client = new HttpClient();
        Assert.InRange((await MetricsText.ReadAsync(client, shop.Url)).MedianDuration(), 0.081, 0.150);
    }

    [Fact]
    public async Task The_error_ratio_is_added_and_the_load_sees_the_same_errors()
    {
        await using var shop = await ShopProcess.ServeAsync("--error-ratio", "0.3");
        var summary = await LoadAsync(shop, seconds: 2);
        using var client = new HttpClient();
        var metrics = await MetricsText.ReadAsync(client, shop.Url);
        var errors = metrics.Sum($"{MetricsText.Durations}_count", "status_code=\"500\"");
        Assert.InRange(errors / metrics.Sum($"{MetricsText.Durations}_count"), 0.18, 0.42);
        Assert.Equal(errors, Count(summary, "errors"));
    }

    [Fact]
    public async Task Nobody_at_home_is_counted_and_the_load_goes_on_to_its_end()
    {
        var (exitCode, output, _) = await ShopProcess.RunAsync(
            "load", "--url", "http://127.0.0.1:1/", "--for", "1", "--rate-from", "50", "--rate-to", "60");
        Assert.Equal(0, exitCode);
        Assert.InRange(Count(output, "refused"), 30, 60);
        Assert.Equal(0, Count(output, "good"));
    }

    [Fact]
    public async Task What_is_due_beyond_the_limit_under_way_is_skipped_and_counted()
    {
        await using var shop = await ShopProcess.ServeAsync("--slow", "10");
        var summary = await LoadAsync(shop, seconds: 2, "--in-flight", "4");
        Assert.InRange(Count(summary, "good"), 4, 40);
        Assert.InRange(Count(summary, "skipped"), 100, 240);
    }

    private static async Task<string> LoadAsync(ShopProcess shop, double seconds, params string[] more)
    {
        var (exitCode, output, errors) = await ShopProcess.RunAsync([
            "load", "--url", $"{shop.Url}", "--for", seconds.ToString(CultureInfo.InvariantCulture),
            "--rate-from", "90", "--rate-to", "110", .. more]);
        Assert.True(exitCode == 0, errors);
        return output;
    }

    private static int Count(string summary, string word)
    {
        var count = Counts().Matches(summary).Single(found => found.Groups[2].Value == word).Groups[1].Value;
        return int.Parse(count, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("([0-9]+) ([a-z]+)")]
    private static partial Regex Counts();
}
