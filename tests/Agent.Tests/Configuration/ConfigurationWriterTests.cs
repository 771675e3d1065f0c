using Bellwether.Agent.Configuration;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Tests.Configuration;

public sealed class ConfigurationWriterTests
{
    [Theory]
    [InlineData("http://127.0.0.1:8080/metrics")]
    [InlineData("https://h.example:9/a%20b?x='\"{}${HOME}#")]
    public void What_is_written_is_read_back_without_a_fault(string url)
    {
        var text = ConfigurationWriter.Write(new FirstConfiguration
        {
            Service = "checkout",
            Environment = "staging",
            Scrape = new Uri(url),
            Discovered =
            [
                new("app.requests", "http_server_request_duration_seconds_count"),
                new("app.errors", "status 5xx of all\nmode: gate"),
            ],
        });
        var outcome = new TestSurroundings().Load(text, TestCatalogs.Fixed);
        Assert.Empty(outcome.Faults);
        Assert.Equal((Mode.Observe, "checkout", "staging"),
            (outcome.Plan!.Mode, outcome.Plan.Services[0].Service, outcome.Plan.Environment));
        Assert.Equal(url, ((ScrapeOptions)outcome.Plan.Services[0].Probes[0].Options).Targets![0].Url!.OriginalString);
        Assert.StartsWith("# yaml-language-server: $schema=", text, StringComparison.Ordinal);
        Assert.Contains("#   app.errors    status 5xx of all mode: gate\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_with_nothing_on_it_still_gives_a_valid_file() => Assert.NotNull(new TestSurroundings().Load(
        ConfigurationWriter.Write(new() { Service = "a", Environment = "b", Scrape = new Uri("http://h/") })).Plan);

    [Fact]
    public void The_rules_and_signals_in_its_comments_are_valid_too()
    {
        var plan = new TestSurroundings().Load(Uncommented(new()
        {
            Service = "a",
            Environment = "b",
            Scrape = new Uri("http://h/"),
            Discovered = [new("app.errors", "one"), new("app.latency", "other")],
            Counters = ["- { name: orders, from: app, rate: orders_total }"],
        })).Plan;
        var service = plan!.Services[0];
        Assert.Equal((2, 2, 1), (service.Rules!.Count, service.Probes.Count, service.Signals.Count));
    }

    [Fact]
    public void No_rule_is_proposed_for_what_the_page_has_not()
    {
        var first = new FirstConfiguration { Service = "a", Environment = "b", Scrape = new Uri("http://h/") };
        Assert.DoesNotContain("# rules:", ConfigurationWriter.Write(first), StringComparison.Ordinal);
        var slow = ConfigurationWriter.Write(first with { Discovered = [new("app.latency", "x")] });
        Assert.Contains("signal: app.latency.p99", slow, StringComparison.Ordinal);
        Assert.DoesNotContain("signal: app.errors", slow, StringComparison.Ordinal);
    }

    private static string Uncommented(FirstConfiguration first) => ConfigurationWriter.Write(first)
        .Replace("\n# rules:", "\nrules:", StringComparison.Ordinal)
        .Replace("\n# signals:", "\nsignals:", StringComparison.Ordinal)
        .Replace("\n#   - {", "\n  - {", StringComparison.Ordinal)
        .Replace("  # - name", "  - name", StringComparison.Ordinal)
        .Replace("  #   http", "    http", StringComparison.Ordinal);
}
