using System.Text;
using Bellwether.Contracts.Signals;
using Bellwether.Probes.Prometheus;
using Bellwether.Probes.Tests.Http;

namespace Bellwether.Probes.Tests.Prometheus;

public sealed class PrometheusProbeTests : IAsyncLifetime
{
    private StandInPrometheus _server = null!;

    public async Task InitializeAsync() => _server = await StandInPrometheus.StartAsync();

    public Task DisposeAsync() => _server.DisposeAsync().AsTask();

    [Fact]
    public async Task A_number_is_a_level_in_its_unit()
    {
        _server.Say("max(queue)", ("", "7.5"));
        var look = await LookAsync(Gauge("max(queue)", "jobs"));
        Assert.Equal(Reachability.Good, look.Reachability);
        var reading = Assert.Single(look.Readings);
        Assert.Equal(("q", 7.5, "jobs", MetricType.Gauge),
            (reading.Name, reading.Value, reading.Family.Unit, reading.Family.Type));
        _server.Answers["1 + 1"] = (200, StandInPrometheus.Result("scalar", "[1,\"2\"]"));
        Assert.Equal(2, Assert.Single((await LookAsync(Gauge("1 + 1", null))).Readings).Value);
    }

    [Fact]
    public async Task Every_answer_of_a_look_is_of_one_instant_of_the_backends_own_clock()
    {
        _server.Say("queue", 5, ("", "1"));
        await LookAsync(Gauge("queue", null), Gauge("max(other)", null, "other"));
        Assert.Equal(["time()", "queue", "timestamp(queue)", "max(other)"], _server.Asked.Select(a => a.Query));
        Assert.Equal([null, "1750000000.250", "1750000000.250", "1750000000.250"], _server.Asked.Select(a => a.Time));
    }

    [Fact]
    public async Task Counters_come_series_by_series_and_bad_ones_are_told_from_the_others()
    {
        var (ok, failed) = ("\"__name__\":\"r\",\"code\":\"200\"", "\"__name__\":\"r\",\"code\":\"500\"");
        _server.Say("r{code=~\"5..\"}", 5, (failed, "3"));
        _server.Say("r", 5, (ok, "97"), (failed, "3"));
        var look = await LookAsync(new PrometheusQueryOptions
        {
            Name = "errors",
            Kind = QueryKind.Ratio,
            Bad = "r{code=~\"5..\"}",
            Total = "r",
        });
        Assert.Equal([("errors", "500", "bad", 3.0), ("errors", "200", "good", 97.0)],
            look.Readings.Select(r => (r.Name, r.Labels["code"], r.Labels[QueryReadings.Outcome], r.Value)));
        Assert.All(look.Readings, reading => Assert.Equal(MetricType.Counter, reading.Family.Type));
    }

    [Fact]
    public async Task No_bad_series_yet_is_none_so_far()
    {
        _server.Say("r", 5, ("\"code\":\"200\"", "97"));
        var look = await LookAsync(new PrometheusQueryOptions
        {
            Name = "errors",
            Kind = QueryKind.Ratio,
            Bad = "r{code=~\"5..\"}",
            Total = "r",
        });
        Assert.Equal("good", Assert.Single(look.Readings).Labels[QueryReadings.Outcome]);
    }

    [Fact]
    public async Task Buckets_make_a_latency()
    {
        _server.Say("d_bucket", 5, ("\"le\":\"0.1\"", "5"), ("\"le\":\"+Inf\"", "9"));
        var query = new PrometheusQueryOptions { Name = "latency", Kind = QueryKind.Latency, Query = "d_bucket" };
        var look = await LookAsync(query);
        Assert.Equal([("latency_bucket", "0.1", 5.0), ("latency_bucket", "+Inf", 9.0)],
            look.Readings.Select(r => (r.Name, r.Labels["le"]!, r.Value)));
        var signal = QueryReadings.SignalOf(query);
        Assert.Equal((SignalKind.Latency, "latency", "seconds"), (signal.Kind, signal.Reading, signal.Unit));
        _server.Say("n_count", 5, ("", "5"));
        await SaysAsync("it has no label le",
            new() { Name = "q", Kind = QueryKind.Latency, Query = "n_count" });
    }

    [Fact]
    public async Task What_brings_no_data_is_told_and_harms_no_other()
    {
        _server.Say("two", 5, ("\"a\":\"1\"", "1"), ("\"a\":\"2\"", "2"));
        _server.Say("nan", 5, ("", "NaN"));
        _server.Say("old", 130, ("", "1"));
        _server.Say("good", 119, ("", "1"));
        _server.Say("counter", 5, ("", "-1"));
        _server.Answers["bad("] = (400, "{\"status\":\"error\",\"error\":\"parse error: no\"}");
        _server.Answers["slow"] = (422, "{\"status\":\"error\",\"error\":\"too many samples\"}");
        _server.Answers["part"] = (200, "{\"status\":\"success\",\"warnings\":[\"store away\"],\"data\":{}}");
        _server.Answers["range"] = (200, StandInPrometheus.Result("matrix", "[]"));
        _server.Answers["html"] = (200, "<html>");
        await SaysAsync("the query 'q' gives 2 series, among them {a=\"1\"} and {a=\"2\"}", Gauge("two", null));
        await SaysAsync("gives NaN, which is no level", Gauge("nan", null));
        await SaysAsync("gives nothing: no such series", Gauge("none", null));
        await SaysAsync("gives nothing newer than 130 s", Gauge("old", null));
        await SaysAsync("is refused with 400: parse error: no", Gauge("bad(", null));
        await SaysAsync("is refused with 422: too many samples", Gauge("slow", null));
        await SaysAsync("only in part: store away", Gauge("part", null));
        await SaysAsync("gives a matrix", Gauge("range", null));
        await SaysAsync("not answered as a Prometheus answers", Gauge("html", null));
        await SaysAsync("gives -1 for {}", new() { Name = "q", Kind = QueryKind.Rate, Query = "counter" });

        var look = await LookAsync(Gauge("two", null), Gauge("good", null, "other"));
        Assert.Equal("other", Assert.Single(look.Readings).Name);
        Assert.Equal("q", Assert.Single(look.Problems).Reading);
    }

    [Fact]
    public async Task A_series_that_stopped_is_left_out_while_others_go_on()
    {
        _server.Say("r", ("\"i\":\"1\"", "1"), ("\"i\":\"2\"", "2"));
        _server.Say("timestamp(r)", ("\"i\":\"1\"", $"{StandInPrometheus.Now - 200}"),
            ("\"i\":\"2\"", $"{StandInPrometheus.Now - 3}"));
        var look = await LookAsync(new PrometheusQueryOptions { Name = "q", Kind = QueryKind.Rate, Query = "r" });
        Assert.Equal(2, Assert.Single(look.Readings).Value);
    }

    [Fact]
    public async Task Older_samples_than_before_are_no_data()
    {
        await using var probe = Probe(Gauge("queue", null));
        _server.Say("queue", 5, ("", "1"));
        Assert.Single((await probe.LookAsync(default)).Readings);
        _server.Say("queue", 9, ("", "1"));
        Assert.Contains("older samples than before", (await probe.LookAsync(default)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_with_too_many_series_is_no_data()
    {
        _server.Say("r", 5, [.. Enumerable.Range(0, 501).Select(i => ($"\"i\":\"{i}\"", "1"))]);
        await SaysAsync("gives 501 series, more than most-series, 500",
            new() { Name = "q", Kind = QueryKind.Rate, Query = "r" });
    }

    [Theory]
    [InlineData(400, "answers 400")]
    [InlineData(401, "does not let this agent ask (401)")]
    [InlineData(403, "does not let this agent ask (403)")]
    [InlineData(500, "answers 500")]
    [InlineData(503, "answers 503: query timed out")]
    [InlineData(429, "answers 429")]
    [InlineData(404, "answers 404")]
    [InlineData(302, "answers 302")]
    public async Task A_backend_that_does_not_answer_is_our_blindness(int status, string detail)
    {
        _server.Answers["time()"] = (status, status switch
        {
            503 => "{\"error\":\"query timed out\"}",
            // Half a character is no text.
            400 => "{\"error\":\"\\ud800\"}",
            _ => "no",
        });
        var look = await LookAsync(Gauge("queue", null));
        Assert.Equal((Reachability.Missing, "provider-unavailable"), (look.Reachability, look.Reason));
        Assert.Contains(detail, look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task So_are_refusal_resolver_time_out_and_forbidden_addresses()
    {
        await using var hanging = LoopbackServer.Hanging();
        foreach (var (url, detail) in new[]
        {
            ("http://127.0.0.1:1", "cannot be connected to (ConnectionRefused)"),
            ("http://nobody.invalid", "the resolver has no address"),
            ("http://169.254.169.254", "is refused (link-local"),
            ($"{hanging.Url()}", "gave no whole answer within 0.2 s"),
            ($"https://127.0.0.1:{hanging.Port}", "within 0.2 s"),
        })
        {
            await using var probe = new PrometheusProbe(Options(new(url), Gauge("queue", null)), Context);
            var look = await probe.LookAsync(default);
            Assert.Equal((Reachability.Missing, "provider-unavailable"), (look.Reachability, look.Reason));
            Assert.Contains(detail, look.Detail, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_look_that_we_ended_ourselves_is_none()
    {
        await using var probe = Probe(Gauge("queue", null));
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await probe.LookAsync(new(canceled: true)));
    }

    [Fact]
    public async Task Credentials_are_sent_and_in_no_detail()
    {
        _server.Answers["time()"] = (401, "no");
        var options = Options(_server.Url, Gauge("queue", null));
        foreach (var (with, sent) in new (PrometheusProbeOptions, string)[]
        {
            (With(options, "s3cret-token", null), "Bearer s3cret-token"),
            (With(options, null, "s3cret-word"),
                "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("me:s3cret-word"))),
        })
        {
            await using var probe = new PrometheusProbe(with, Context);
            var look = await probe.LookAsync(default);
            Assert.Equal((sent, "shop"), (_server.Asked.Last().Authorization, _server.Asked.Last().Tenant));
            Assert.DoesNotContain("s3cret", $"{look}", StringComparison.Ordinal);
        }
    }

    private static ProbeContext Context => new("prom", TimeProvider.System);

    private static PrometheusQueryOptions Gauge(string query, string? unit, string name = "q") =>
        new() { Name = name, Query = query, Unit = unit };

    private static PrometheusProbeOptions Options(Uri url, params PrometheusQueryOptions[] queries) =>
        new() { Url = url, Queries = queries, Timeout = TimeSpan.FromMilliseconds(url.Port == 80 ? 2000 : 200) };

    private static PrometheusProbeOptions With(PrometheusProbeOptions options, string? token, string? password) => new()
    {
        Url = options.Url,
        Queries = options.Queries,
        BearerToken = token,
        Username = password is null ? null : "me",
        Password = password,
        Headers = new Dictionary<string, string> { ["X-Scope-OrgID"] = "shop" },
    };

    private PrometheusProbe Probe(params PrometheusQueryOptions[] queries) =>
        new(new() { Url = _server.Url, Queries = queries }, Context);

    private async Task<Look> LookAsync(params PrometheusQueryOptions[] queries)
    {
        await using var probe = Probe(queries);
        return await probe.LookAsync(default);
    }

    private async Task SaysAsync(string words, PrometheusQueryOptions query)
    {
        var look = await LookAsync(query);
        Assert.Equal((Reachability.Good, "no-data", 0), (look.Reachability, look.NoData, look.Readings.Count));
        Assert.Contains(words, Assert.Single(look.Problems).Text, StringComparison.Ordinal);
        Assert.Contains(words, look.Detail, StringComparison.Ordinal);
    }
}
