using System.Globalization;
using Bellwether.Contracts.Signals;
using Bellwether.Probes.CloudWatch;
using Bellwether.Testing.Engines;
using Bellwether.Tests;
using Microsoft.AspNetCore.Http;

namespace Bellwether.Probes.Tests.CloudWatch;

public sealed class CloudWatchProbeTests : IAsyncLifetime
{
    private static readonly Dictionary<string, string> Function = new() { ["FunctionName"] = "checkout & co" };

    private readonly FakeTimeProvider _time = new();
    private StandInCloudWatch _cloud = null!;
    private CloudWatchProbe _probe = null!;

    public async Task InitializeAsync()
    {
        _cloud = await StandInCloudWatch.StartAsync();
        _cloud.Now = _time.GetUtcNow;
        _cloud.Value = (metric, _) =>
            metric switch { "Errors" => 3, "Invocations" => 40, "Duration" => 250, _ => null };
        _probe = Probe();
    }

    public async Task DisposeAsync()
    {
        await _probe.DisposeAsync();
        await _cloud.DisposeAsync();
    }

    [Fact]
    public async Task Counts_grow_period_by_period_and_levels_are_as_they_are()
    {
        var first = await LookAsync();
        _time.Advance(TimeSpan.FromMinutes(1));
        var second = await LookAsync();
        Assert.Equal(
            ["errors{outcome=\"bad\"} 3", "errors{outcome=\"good\"} 37", "calls{} 40", "p99{} 0.25"], Words(first));
        Assert.Equal(
            ["errors{outcome=\"bad\"} 6", "errors{outcome=\"good\"} 74", "calls{} 80", "p99{} 0.25"], Words(second));
    }

    [Fact]
    public async Task A_period_is_asked_for_once_it_is_surely_complete_never_twice_and_belongs_to_its_own_time()
    {
        for (var i = 0; i < 20; i++)
        {
            var look = await LookAsync();
            if (look.MeasuredAt is { } at)
                Assert.InRange(_time.GetUtcNow() - at, TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(5));
            else
                Assert.Equal((Reachability.Good, "too-early"), (look.Reachability, look.NoData));
            _time.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.Equal(7, _cloud.Asked.Count);
        Assert.Equal(7, _cloud.Asked.Distinct().Count());
    }

    [Fact]
    public async Task What_is_asked_is_named_whole_and_nothing_else()
    {
        await LookAsync();
        Assert.Equal(("GetMetricData", "2010-08-01"), (_cloud.Question["Action"], _cloud.Question["Version"]));
        Assert.Equal(("AWS/Lambda", "Errors", "FunctionName", "checkout & co", "60", "Sum"), (
            _cloud.Question["MetricDataQueries.member.1.MetricStat.Metric.Namespace"],
            _cloud.Question["MetricDataQueries.member.1.MetricStat.Metric.MetricName"],
            _cloud.Question["MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name"],
            _cloud.Question["MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Value"],
            _cloud.Question["MetricDataQueries.member.1.MetricStat.Period"],
            _cloud.Question["MetricDataQueries.member.1.MetricStat.Stat"]));
        Assert.Equal("p99", _cloud.Question["MetricDataQueries.member.4.MetricStat.Stat"]);
        Assert.DoesNotContain("MetricDataQueries.member.5.Id", _cloud.Question.Keys);
        Assert.Equal(TimeSpan.FromMinutes(1),
            Moment(_cloud.Question["EndTime"]) - Moment(_cloud.Question["StartTime"]));
    }

    [Fact]
    public async Task Without_a_datapoint_a_count_is_nought_unless_that_is_missing_and_a_level_is_missing()
    {
        _cloud.Value = (_, _) => null;
        Assert.Equal(
            ["errors{outcome=\"bad\"} 0", "errors{outcome=\"good\"} 0", "calls{} 0"], Words(await LookAsync()));
        await using var strict = Probe(nothingIsZero: false);
        var look = await strict.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Good, "no-data"), (look.Reachability, look.NoData));
    }

    [Fact]
    public async Task The_token_of_temporary_credentials_is_signed_too()
    {
        await using var cloud = await StandInCloudWatch.StartAsync("a/token+with=signs");
        cloud.Now = _time.GetUtcNow;
        await using var probe = Probe(address: cloud.Address, token: "a/token+with=signs");
        Assert.Equal(Reachability.Good, (await probe.LookAsync(CancellationToken.None)).Reachability);
        await using var other = Probe(address: cloud.Address, token: "another");
        Assert.Equal("credentials", (await other.LookAsync(CancellationToken.None)).Reason);
    }

    [Fact]
    public async Task A_wrong_key_is_our_trouble_and_neither_key_is_told()
    {
        await using var probe = Probe(secret: "another secret key, that the cloud does not have");
        var look = await probe.LookAsync(CancellationToken.None);
        Assert.Equal((Reachability.Missing, "credentials", "CloudWatch answered 403 (SignatureDoesNotMatch)"),
            (look.Reachability, look.Reason, look.Detail));
    }

    [Fact]
    public async Task Outages_throttling_and_answers_that_are_none_are_our_blindness_and_are_asked_again()
    {
        foreach (var (answer, reason, words) in new (Func<HttpContext, Task>, string, string)[]
        {
            (c => StandInCloudWatch.RefuseAsync(c, 400, "Throttling"), "provider-unavailable", "400 (Throttling)"),
            (c => StandInCloudWatch.RefuseAsync(c, 403, "ExpiredToken"), "credentials", "403 (ExpiredToken)"),
            (c => StandInCloudWatch.RefuseAsync(c, 503, "<x/>"), "provider-unavailable", "503"),
            // It would be added to a total, and stay there.
            (c => c.Response.WriteAsync(Result("Complete", "2026-01-02T03:00:00Z", "NaN")),
                "provider-unavailable", "cannot be read"),
            (c => c.Response.WriteAsync("<html>"), "provider-unavailable", "no XML"),
            (c => c.Response.WriteAsync("<!DOCTYPE a [<!ENTITY b \"b\">]><a>&b;</a>"),
                "provider-unavailable", "no XML"),
            (c => c.Response.WriteAsync("<a/>"), "provider-unavailable", "cannot be read"),
            (c => c.Response.WriteAsync(Result("PartialData", "2026-01-02T03:00:00Z", "1")),
                "provider-unavailable", "a part"),
            (c => c.Response.WriteAsync(Result("Forbidden", "2026-01-02T03:00:00Z", "1")), "credentials", "Forbidden"),
            (c => c.Response.WriteAsync(Result("Complete", "yesterday", "1")),
                "provider-unavailable", "cannot be read"),
            (c => c.Response.WriteAsync(Result("Complete", "2026-01-02T03:00:00Z", "many")),
                "provider-unavailable", "cannot be read"),
            (c => c.Response.Body.WriteAsync(new byte[CloudWatchLine.MostBytes + 1]).AsTask(),
                "provider-unavailable", "cannot be asked"),
        })
        {
            _cloud.Instead = answer;
            var look = await LookAsync();
            Assert.Equal((Reachability.Missing, reason), (look.Reachability, look.Reason));
            Assert.Contains(words, look.Detail, StringComparison.Ordinal);
            Assert.DoesNotContain(StandInCloudWatch.AccessKey, look.Detail, StringComparison.Ordinal);
        }

        await using (var nobody = Probe(address: "http://127.0.0.1:1"))
            Assert.Equal("provider-unavailable", (await nobody.LookAsync(CancellationToken.None)).Reason);
        _cloud.Instead = null;
        Assert.NotNull((await LookAsync()).MeasuredAt);
    }

    [Fact]
    public void Signals_are_rates_ratios_and_levels_by_what_is_asked()
    {
        var signals = MetricTotals.SignalsOf(Options());
        Assert.Equal(
            [("errors", SignalKind.Ratio, "ratio"), ("calls", SignalKind.Rate, "per-second"),
                ("p99", SignalKind.Gauge, "seconds")],
            signals.Select(signal => (signal.Name, signal.Kind, signal.Unit)));
        Assert.Equal("bad", signals[0].Bad["outcome"]);
    }

    [Fact]
    public void Options_that_can_never_work_are_refused()
    {
        Assert.Empty(OptionFaults.Of(Options()));
        Assert.Contains("30s or whole minutes", Fault(TimeSpan.FromSeconds(45)));
        Assert.Contains("1 to 50", OptionFaults.Of(Without()).Single());
        Assert.Contains("two entries", OptionFaults.Of(Without(new() { Name = "a", Namespace = "x", Metric = "y" },
            new() { Name = "a", Namespace = "x", Metric = "y" })).Single());
        Assert.Contains("must be Sum", OptionFaults.Of(Without(
            new CloudWatchMetricOptions { Name = "a", Namespace = "x", Metric = "y", Of = "z", Stat = "p99" }))
            .Single());
        Assert.Equal("https://monitoring.cn-north-1.amazonaws.com.cn/",
            new CloudWatchProbeOptions { Region = "cn-north-1" }.Address.ToString());
    }

    private static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static string Fault(TimeSpan every) => OptionFaults.Of(new CloudWatchProbeOptions
    {
        Region = "eu-central-1",
        AccessKey = StandInCloudWatch.AccessKey,
        SecretKey = StandInCloudWatch.SecretKey,
        Metrics = Options().Metrics,
        Every = every,
    }).Single();

    private static CloudWatchProbeOptions Without(params CloudWatchMetricOptions[] metrics) => new()
    {
        Region = "eu-central-1",
        AccessKey = StandInCloudWatch.AccessKey,
        SecretKey = StandInCloudWatch.SecretKey,
        Metrics = metrics,
    };

    private static string Result(string status, string at, string value) => $"""
        <GetMetricDataResponse><GetMetricDataResult><MetricDataResults><member>
        <Timestamps><member>{at}</member></Timestamps><Values><member>{value}</member></Values>
        <Id>m0</Id><StatusCode>{status}</StatusCode>
        </member></MetricDataResults></GetMetricDataResult></GetMetricDataResponse>
        """;

    private static IEnumerable<string> Words(Look look) =>
        look.Readings.Select(reading => FormattableString.Invariant($"{reading.Name}{reading.Labels} {reading.Value}"));

    private static CloudWatchProbeOptions Options(
        string? address = null, string? token = null, string? secret = null, bool nothingIsZero = true) => new()
        {
            Region = "eu-central-1",
            AccessKey = StandInCloudWatch.AccessKey,
            SecretKey = secret ?? StandInCloudWatch.SecretKey,
            SessionToken = token,
            Endpoint = address is null ? null : new(address),
            Metrics =
        [
            new()
            {
                Name = "errors",
                Namespace = "AWS/Lambda",
                Metric = "Errors",
                Of = "Invocations",
                Dimensions = Function,
                NothingIsZero = nothingIsZero,
            },
            new() { Name = "calls", Namespace = "AWS/Lambda", Metric = "Invocations", NothingIsZero = nothingIsZero },
            new()
            {
                Name = "p99",
                Namespace = "AWS/Lambda",
                Metric = "Duration",
                Stat = "p99",
                Scale = 0.001,
                Unit = "seconds",
            },
        ],
        };

    private async Task<Look> LookAsync() => await _probe.LookAsync(CancellationToken.None);

    private CloudWatchProbe Probe(
        string? address = null, string? token = null, string? secret = null, bool nothingIsZero = true) =>
        new(Options(address ?? _cloud.Address, token, secret, nothingIsZero), new ProbeContext("shop", _time));
}
