using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Tests.Configuration;
using Bellwether.Probes;

namespace Bellwether.Agent.Tests.Signals.Discovery;

public sealed class OwnCountersTests
{
    [Fact]
    public void Counters_of_the_business_are_proposed_before_others_and_those_of_libraries_never() => Assert.Equal(
        [
            "- { name: shop-orders, from: app, rate: shop_orders_total }",
            "- { name: shop-payments, from: app, rate: shop_payments_total, where: { result: ok } }",
            "- { name: shop-payments-declined, from: app, ratio: shop_payments_total, bad: { result: declined } }",
            "- { name: mails-sent, from: app, rate: mails_sent_total, where: { status: ok } }",
        ],
        Lines("""
            # TYPE process_cpu_seconds_total counter
            process_cpu_seconds_total 12
            # TYPE http_requests_total counter
            http_requests_total{status="200"} 5
            # TYPE mails_sent_total counter
            mails_sent_total{status="ok"} 5
            # TYPE shop_payments_total counter
            shop_payments_total{result="declined"} 1
            shop_payments_total{result="ok"} 9
            # TYPE shop_orders_total counter
            shop_orders_total{country="de"} 5
            # TYPE shop_stock_total gauge
            shop_stock_total 5
            """));

    [Fact]
    public void No_more_than_a_few_are_proposed() => Assert.Equal(OwnCounters.Most, Lines(
        string.Join('\n', Enumerable.Range(0, 40).Select(i => $"shop_thing{i}_total 1"))).Count);

    [Fact]
    public void What_servers_and_exporters_show_is_nobody_s_business()
    {
        string[] theirs =
            ["haproxy", "rabbitmq", "postgres-exporter", "redis-exporter", "node-exporter", "dotnet-runtime"];
        foreach (var page in SourcePage.Bound.Where(page => theirs.Contains(page.Name)))
            Assert.Equal((page.Name, ""), (page.Name, string.Join(' ', Lines(page.Readings))));
    }

    [Fact]
    public void The_lines_are_taken_by_a_configuration()
    {
        var lines = Lines("shop_orders_total 1\nshop_payments_total{result=\"failed\"} 1\n");
        var plan = new TestSurroundings().Load($$"""
            environment: production
            mode: gate
            service: shop
            probes: [ { name: app, scrape: { url: "http://127.0.0.1:1/metrics" } } ]
            signals:
            {{string.Join('\n', lines.Select(line => $"  {line}"))}}
            """, Agent.Configuration.Catalogs.Shipped).Plan;
        Assert.Equal(3, plan!.Services[0].Signals.Count);
    }

    [Fact]
    public void The_version_of_a_proxy_is_not_that_of_the_service() =>
        Assert.Null(SourcePage.Bound.Single(page => page.Name == "haproxy").Discover().Version);

    private static IReadOnlyList<string> Lines(string page) => Lines(Pages.Read(page));

    private static IReadOnlyList<string> Lines(IReadOnlyList<Reading> page) =>
        [.. OwnCounters.On(new PageIndex(page), SignalTable.BuiltIn, "app").Select(one => one.Line)];
}
