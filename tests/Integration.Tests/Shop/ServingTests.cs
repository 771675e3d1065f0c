using System.Net;

namespace Bellwether.Integration.Tests.Shop;

public sealed class ServingTests
{
    [Fact]
    public async Task Every_route_is_counted_under_its_template_and_the_page_is_plain_Prometheus_text()
    {
        await using var shop = await ShopProcess.ServeAsync();
        using var client = new HttpClient { BaseAddress = shop.Url };
        foreach (var page in new[] { "/", "/products/7", "/products/8", "/cart", "/checkout", "/health", "/metrics" })
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(page)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/products/0")).StatusCode);

        using var answer = await client.GetAsync("/metrics");
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", $"{answer.Content.Headers.ContentType}");
        var metrics = new MetricsText(await answer.Content.ReadAsStringAsync());
        foreach (var route in new[] { "/", "/cart", "/checkout", "/health", "/metrics" })
            Assert.Equal(1, metrics.Sum($"{MetricsText.Durations}_count", $"http_route=\"{route}\""));
        const string Products = "method=\"GET\",http_response_status_code=\"200\",http_route=\"/products/{id}\"";
        Assert.Equal(2, metrics.Sum($"{MetricsText.Durations}_count", Products));
        Assert.Equal(1, metrics.Sum($"{MetricsText.Durations}_count", "http_response_status_code=\"404\""));
        Assert.Equal(1, metrics.Sum("app_info", "version=\"1.2.3\""));
        Assert.Equal(1, metrics.Sum("http_server_active_requests"));
        foreach (var name in new[] { "start_time_seconds", "cpu_seconds_total", "resident_memory_bytes" })
            Assert.True(metrics.Sum($"process_{name}") > 0, name);
    }

    [Fact]
    public async Task A_product_page_says_what_a_probe_may_look_for()
    {
        await using var shop = await ShopProcess.ServeAsync();
        using var client = new HttpClient { BaseAddress = shop.Url };
        Assert.Contains("Add to cart", await client.GetStringAsync("/products/7"), StringComparison.Ordinal);
        Assert.Contains("Welcome", await client.GetStringAsync("/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_metrics_the_pages_are_fine_and_the_metrics_page_is_gone()
    {
        await using var shop = await ShopProcess.ServeAsync("--no-metrics");
        using var client = new HttpClient { BaseAddress = shop.Url };
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/metrics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/cart")).StatusCode);
    }

    [Fact]
    public async Task A_version_that_crashes_is_gone_within_two_seconds_with_a_word_and_not_with_0()
    {
        var start = TimeProvider.System.GetTimestamp();
        var (exitCode, _, errors) = await ShopProcess.RunAsync("serve", "--port", "0", "--version", "6", "--crash");
        Assert.NotEqual(0, exitCode);
        Assert.Contains("cannot start", errors, StringComparison.Ordinal);
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task Asked_to_end_it_ends_well_within_two_seconds()
    {
        await using var shop = await ShopProcess.ServeAsync();
        using var client = new HttpClient { BaseAddress = shop.Url };
        await client.GetStringAsync("/");
        var start = TimeProvider.System.GetTimestamp();
        Assert.Equal(0, await shop.TerminateAsync());
        Assert.InRange(TimeProvider.System.GetElapsedTime(start), TimeSpan.Zero, TimeSpan.FromSeconds(2.5));
    }

    [Theory]
    [InlineData("--version is missing", "serve", "--port", "0")]
    [InlineData("--slow is a number from 0.1 to 20, not 'fast'",
        "serve", "--port", "0", "--version", "1", "--slow", "fast")]
    [InlineData("there is no option --sloow", "serve", "--port", "0", "--version", "1", "--sloow", "2")]
    [InlineData("--crash takes no value, but 'now' follows it",
        "serve", "--crash", "now", "--port", "0", "--version", "1")]
    [InlineData("'sell' is not a command: say serve or load", "sell")]
    [InlineData("--url is an http address on this machine", "load", "--url", "http://192.0.2.1/", "--for", "1")]
    [InlineData("--url is an http address on this machine", "load", "--url", "https://shop.example/", "--for", "1")]
    [InlineData("--for is a number from 1 to 3600, not '3601'",
        "load", "--url", "http://127.0.0.1:1/", "--for", "3601")]
    public async Task A_mistake_on_the_command_line_is_named_and_ends_with_2(string message, params string[] words)
    {
        var (exitCode, _, errors) = await ShopProcess.RunAsync(words);
        Assert.Equal(2, exitCode);
        Assert.StartsWith($"Shop: {message}", errors, StringComparison.Ordinal);
    }
}
