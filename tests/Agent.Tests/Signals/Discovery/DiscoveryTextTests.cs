using System.Text.Json.Nodes;
using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent.Tests.Signals.Discovery;

public sealed class DiscoveryTextTests
{
    private static readonly DiscoveryReport s_found = Discover(
        KnownPages.Bound.Single(page => page.Name == "micrometer without buckets").Page
        + "\nprocess_start_time_seconds 1767323045\napp_info{version=\"2.4.1\"} 1\n");

    [Fact]
    public void People_read_what_was_found_and_what_was_not() => Assert.Equal(
        """
        app.requests      rate     per-second  http_server_requests_seconds_count (Micrometer)
        app.errors        ratio    ratio       http_server_requests_seconds_count, status 5xx of all (Micrometer)
        app.latency.mean  gauge    seconds     http_server_requests_seconds_sum by http_server_requests_seconds_count
        """ + " (Micrometer), quality: mean\n" + """
        app.unauthorized  ratio    ratio       http_server_requests_seconds_count, status 401 of all (Micrometer)
        app.forbidden     ratio    ratio       http_server_requests_seconds_count, status 403 of all (Micrometer)
        app.throttled     ratio    ratio       http_server_requests_seconds_count, status 429 of all (Micrometer)
        version 2.4.1, from app_info{version}
        process started 2026-01-02T03:04:05Z
        no-buckets: app.latency: http_server_requests_seconds has no buckets, so no latency can be told from it;
        """ + " an average hides what matters.\n",
        DiscoveryText.Of(s_found));

    [Fact]
    public void Programs_read_the_same()
    {
        var report = JsonNode.Parse(DiscoveryJson.Of(s_found))!;
        Assert.Equal("app.errors", (string?)report["signals"]![1]!["signal"]);
        Assert.Equal("ratio", (string?)report["signals"]![1]!["kind"]);
        Assert.Equal("no-buckets", (string?)report["problems"]![0]!["problem"]);
        Assert.Equal("2.4.1", (string?)report["version"]);
        Assert.Equal("2026-01-02T03:04:05Z", (string?)report["startedAt"]);
    }

    [Fact]
    public void A_page_without_requests_says_so() => Assert.StartsWith(
        "Nothing on this page counts requests", DiscoveryText.Of(Discover("up 1")), StringComparison.Ordinal);

    [Fact]
    public void A_page_where_something_is_to_be_chosen_does_not_say_that_there_is_nothing() => Assert.StartsWith(
        "ambiguous-signal: app.requests: ",
        DiscoveryText.Of(SourcePage.Unbound.Single(page => page.Name == "two-libraries").Discover()),
        StringComparison.Ordinal);

    private static DiscoveryReport Discover(string page) =>
        new PageDiscovery(SignalTable.BuiltIn).Discover(Pages.Read(page));
}
