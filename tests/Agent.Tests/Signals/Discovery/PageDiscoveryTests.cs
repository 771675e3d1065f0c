using Bellwether.Agent.Signals.Discovery;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;
using Bellwether.Probes.Http;
using Bellwether.Probes.Logs;

namespace Bellwether.Agent.Tests.Signals.Discovery;

public sealed class PageDiscoveryTests
{
    public static TheoryData<string> BoundNames => [.. KnownPages.Bound.Select(page => page.Name)];

    public static TheoryData<string> UnboundNames => [.. KnownPages.Unbound.Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(BoundNames))]
    public void Requests_errors_and_latency_are_found_where_a_library_keeps_them(string name)
    {
        var (_, page, requests, errors, latency) = KnownPages.Bound.Single(known => known.Name == name);

        var report = Discover(page);

        Assert.Equal(requests, report["app.requests"]?.Metric);
        Assert.Equal(errors, report["app.errors"]?.Metric);
        Assert.Equal(latency, report["app.latency"]?.Metric);
        Assert.DoesNotContain(report.Problems, problem => problem.Word == DiscoveryProblem.Ambiguous);
    }

    [Theory]
    [MemberData(nameof(UnboundNames))]
    public void Nothing_is_bound_where_no_requests_are_counted(string name) =>
        Assert.Empty(Discover(KnownPages.Unbound.Single(known => known.Name == name).Page).Bindings);

    [Fact]
    public void Each_library_is_told_by_its_labels_where_names_are_the_same()
    {
        string Library(string name) =>
            Discover(KnownPages.Bound.Single(known => known.Name == name).Page)["app.requests"]!.Source;

        Assert.Contains("FastAPI", Library("fastapi"), StringComparison.Ordinal);
        Assert.Contains("express", Library("express-prom-bundle"), StringComparison.Ordinal);
        Assert.Contains("prometheus-net", Library("prometheus-net"), StringComparison.Ordinal);
        Assert.Contains("HTTP middleware", Library("go"), StringComparison.Ordinal);
    }

    [Fact]
    public void Milliseconds_become_seconds()
    {
        var latency = Discover(KnownPages.Bound.Single(known =>
            known.Name == "grpc, opentelemetry").Page)["app.latency"]!;
        Assert.Equal(0.001, latency.Scale);
        Assert.Equal("seconds", latency.Unit);
    }

    [Fact]
    public void A_summary_has_no_latency_and_the_report_says_why()
    {
        var report = Discover(KnownPages.Bound.Single(known => known.Name == "micrometer without buckets").Page);
        var problem = Assert.Single(report.Problems);
        Assert.Equal(("app.latency", DiscoveryProblem.NoBuckets), (problem.Signal, problem.Word));
    }

    [Fact]
    public void Two_libraries_at_once_are_ambiguous_and_the_line_that_settles_it_is_named()
    {
        var both = Page("dotnet") + Page("prometheus-net");

        var report = Discover(both);

        Assert.Empty(report.Bindings);
        Assert.Equal(["app.requests", "app.errors", "app.latency"], report.Problems.Select(problem => problem.Signal));
        Assert.All(report.Problems, problem =>
        {
            Assert.Equal(DiscoveryProblem.Ambiguous, problem.Word);
            Assert.Contains("OpenTelemetry HTTP server", problem.Text, StringComparison.Ordinal);
            Assert.Contains("prometheus-net", problem.Text, StringComparison.Ordinal);
        });
        Assert.Equal(
            "- { name: app.errors, from: app, ratio: http_server_request_duration_seconds_count, "
            + "bad: { http_response_status_code: \"5*\" } }",
            report.Problems[1].Settle);
    }

    [Fact]
    public void Http_and_grpc_on_one_page_are_two_layers_and_never_guessed() =>
        Assert.Empty(Discover(Page("go") + Page("grpc, go")).Bindings);

    [Fact]
    public void A_source_that_tells_errors_and_latency_goes_before_one_that_tells_less()
    {
        var report = Discover(Page("dotnet") + Page("no status"));
        Assert.Equal("http_server_request_duration_seconds_count", report["app.requests"]?.Metric);
        Assert.All(report.Bindings,
            binding => Assert.Contains("OpenTelemetry", binding.Source, StringComparison.Ordinal));
    }

    [Fact]
    public void The_latency_may_come_from_another_library_than_the_errors()
    {
        var latency = "# TYPE http_server_duration_seconds histogram\n"
            + Pages.Histogram("http_server_duration_seconds", "", [0.1], [1, 1], 1);
        var report = Discover(Page("untyped counter") + latency);
        Assert.Equal("http_requests_total", report["app.errors"]?.Metric);
        Assert.Equal("http_server_duration_seconds", report["app.latency"]?.Metric);
    }

    [Fact]
    public void A_histogram_without_a_unit_is_refused()
    {
        var table = SignalTable.With("""
            sources:
              - { name: ours, requests: our_requests, latency: our_time, status: [status] }
            """);
        var page = "# TYPE our_requests counter\nour_requests{status=\"200\"} 1\n# TYPE our_time histogram\n"
            + Pages.Histogram("our_time", "", [1, 2], [1, 1, 1], 3);

        var report = new PageDiscovery(table).Discover(Pages.Read(page));

        Assert.Equal("our_requests", report["app.requests"]?.Metric);
        Assert.Null(report["app.latency"]);
        Assert.Equal(DiscoveryProblem.NoUnit, Assert.Single(report.Problems).Word);
    }

    [Fact]
    public void The_unit_that_a_page_declares_is_taken()
    {
        var table = SignalTable.With("sources: [ { name: ours, requests: our_time, latency: our_time } ]");
        var page = "# TYPE our_time_seconds histogram\n# UNIT our_time_seconds seconds\n"
            + Pages.Histogram("our_time_seconds", "", [1, 2], [1, 1, 1], 3) + "# EOF\n";
        var named = SignalTable.With(
            "sources: [ { name: ours, requests: our_time_seconds, latency: our_time_seconds } ]");

        Assert.Null(new PageDiscovery(table).Discover(Pages.Read(page))["app.latency"]);
        Assert.Equal(1, new PageDiscovery(named).Discover(Pages.Read(page))["app.latency"]?.Scale);
    }

    [Theory]
    [InlineData("app_info{version=\"1.2\"} 1", "1.2")]
    [InlineData("build_info{version=\"1.3\"} 1", "1.3")]
    [InlineData("shop_build_info{version=\"1.4\",revision=\"a\"} 1", "1.4")]
    [InlineData("target_info{service_name=\"shop\",service_version=\"1.5\"} 1", "1.5")]
    [InlineData("app_info{version=\"1.2\"} 0", null)]
    [InlineData("go_build_info{version=\"(devel)\",path=\"x\"} 1", null)]
    [InlineData("a_build_info{version=\"1\"} 1\nb_build_info{version=\"2\"} 1", null)]
    [InlineData("app_info{version=\"1\"} 1\napp_info{version=\"2\"} 1", null)]
    public void The_version_is_found_where_one_is_named(string page, string? version) =>
        Assert.Equal(version, Discover(page).Version);

    [Fact]
    public void The_start_of_the_process_is_found() => Assert.Equal(
        new DateTimeOffset(2026, 1, 2, 3, 4, 5, 500, TimeSpan.Zero),
            Discover("process_start_time_seconds 1767323045.5").StartedAt);

    [Fact]
    public void Kinds_and_units_are_those_of_the_contract()
    {
        var report = Discover(Page("dotnet"));
        Assert.Equal(
            [
                (SignalKind.Rate, "per-second"), (SignalKind.Ratio, "ratio"), (SignalKind.Latency, "seconds"),
                (SignalKind.Ratio, "ratio"), (SignalKind.Ratio, "ratio"), (SignalKind.Ratio, "ratio"),
            ],
            report.Bindings.Select(binding => (binding.Kind, binding.Unit)));
    }

    [Theory]
    [InlineData("200 404", true)]
    [InlineData("200 0", true)]
    [InlineData("200 unknown", true)]
    [InlineData("2xx 4xx", false)]
    [InlineData("2XX 5XX", false)]
    [InlineData("2 4 5", false)]
    [InlineData("200 4xx", false)]
    [InlineData("OK Unavailable", false)]
    [InlineData("0 16", false)]
    [InlineData("success failure", false)]
    [InlineData("0", false)]
    public void Who_was_turned_away_is_told_where_the_status_is_a_code_of_http(string codes, bool told)
    {
        var page = "# TYPE http_requests_total counter\n"
            + string.Concat(codes.Split(' ').Select(code => $"http_requests_total{{code=\"{code}\"}} 1\n"));
        var report = Discover(page);
        Assert.NotNull(report["app.errors"]);
        Assert.Equal(told ? ["app.unauthorized", "app.forbidden", "app.throttled"] : Array.Empty<string>(),
            report.Bindings.Select(binding => binding.Signal).Except(["app.requests", "app.errors"]));
    }

    [Fact]
    public void Who_was_turned_away_is_named_as_in_an_access_log_and_in_our_own_requests()
    {
        var report = Discover(Page("dotnet"));
        IReadOnlyList<ProbeSignal> logged =
            ProbeCatalog.Find("log")!.Signals(new LogsProbeOptions { Format = LogFormat.Access });
        IReadOnlyList<ProbeSignal> asked = ProbeCatalog.Find("http")!.Signals(new HttpProbeOptions());
        foreach (var (name, code) in TurnedAway.All)
        {
            Assert.Equal([$"{code}"], report[$"app.{name}"]!.Bad["http_response_status_code"]);
            Assert.All([logged, asked], signals =>
            {
                var same = signals.Single(signal => signal.Name == name);
                Assert.Equal((SignalKind.Ratio, null, $"{code}"), (same.Kind, same.Rule, same.Bad["status"]));
            });
        }
    }

    private static string Page(string name) => KnownPages.Bound.Single(known => known.Name == name).Page;

    private static DiscoveryReport Discover(string page) =>
        new PageDiscovery(SignalTable.BuiltIn).Discover(Pages.Read(page));
}
