using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent.Tests.Signals.Discovery;

/// <summary>One request passes many places of a proxy, and each of them counts it.</summary>
public sealed class ProxyPagesTests
{
    [Fact]
    public void Places_that_one_request_passes_are_ambiguous_and_the_line_that_settles_it_names_one()
    {
        var report = Unbound("envoy-both-ways");
        Assert.Equal(["app.requests", "app.errors"], report.Problems.Select(problem => problem.Signal));
        Assert.Equal(
            "- { name: app.errors, from: app, ratio: envoy_http_downstream_rq_xx, "
            + "where: { envoy_http_conn_manager_prefix: \"ingress_http\" }, "
            + "bad: { envoy_response_code_class: \"5\" } }",
            report.Problems[1].Settle);
    }

    [Fact]
    public void A_line_that_settles_names_the_unit_that_only_the_documentation_tells()
    {
        var two = Unbound("envoy-both-ways", SourcePage.Bound.Single(page => page.Name == "envoy"));
        Assert.Contains(two.Problems, problem => problem.Settle?.Contains("unit: milliseconds",
            StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_unit_of_the_table_gives_way_to_that_of_the_page()
    {
        var table = SignalTable.With(
            "sources: [ { name: ours, requests: our_time, latency: our_time, unit: milliseconds } ]");
        string Page(string unit) => "# TYPE our_time histogram\n" + unit
            + Pages.Histogram("our_time", "", [1, 2], [1, 1, 1], 3) + "# EOF\n";
        Assert.Equal(0.001, Latency(Page(""))?.Scale);
        Assert.Null(Latency(Page("# UNIT our_time bytes\n")));

        Binding? Latency(string page)
        {
            var named = page.Contains("# UNIT", StringComparison.Ordinal)
                ? page.Replace("our_time", "our_time_bytes", StringComparison.Ordinal)
                : page;
            var source = named == page ? table : SignalTable.With(
                "sources: [ { name: ours, requests: our_time_bytes, latency: our_time_bytes, unit: milliseconds } ]");
            return new PageDiscovery(source).Discover(Pages.Read(named))["app.latency"];
        }
    }

    [Fact]
    public void What_an_exporter_says_of_itself_is_not_the_services()
    {
        var report = SourcePage.Bound.Single(page => page.Name == "haproxy-exporter").Discover();
        Assert.NotNull(report["app.requests"]);
        Assert.Null(report["app.saturation.goroutines"]);
        Assert.Null(report.Version);
    }

    [Fact]
    public void Uncertain_histograms_name_the_lines_that_bind_them() => Assert.Equal(
        [
            "- { name: app.requests, from: app, rate: payments_duration_seconds_count }",
            "- { name: app.errors, from: app, ratio: payments_duration_seconds_count, bad: { status: \"5*\" } }",
            "- { name: app.latency, from: app, latency: payments_duration_seconds }",
        ],
        Unbound("uncertain-by-labels").Problems.Select(problem => problem.Settle));

    private static DiscoveryReport Unbound(string name, SourcePage? and = null) =>
        new PageDiscovery(SignalTable.BuiltIn).Discover(
            [.. SourcePage.Unbound.Single(page => page.Name == name).Readings, .. and?.Readings ?? []]);
}
