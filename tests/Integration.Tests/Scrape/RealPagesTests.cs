using Bellwether.Contracts.Signals;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Bellwether.Probes.Scrape;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Scrape;

/// <summary>Pages of programs that are not ours, read as the agent reads them.</summary>
public sealed class RealPagesTests
{
    [Fact]
    public async Task The_page_of_Prometheus_is_read()
    {
        using var folder = new ServerFolder();
        var port = FreePorts.Take(1)[0];
        await using var prometheus = await RealServer.StartAsync(new()
        {
            Program = "prometheus",
            Arguments =
            [
                $"--config.file={folder.Write("prometheus.yml", "global: { scrape_interval: 1h }\n")}",
                $"--storage.tsdb.path={folder.At("data")}",
                $"--web.listen-address=127.0.0.1:{port}", "--log.level=warn",
            ],
            ReadyPort = port,
        });
        var readings = await ScrapeTwiceAsync(port);
        AssertHas(readings, "prometheus_build_info", MetricType.Gauge, "version");
        AssertHas(readings, "go_gc_duration_seconds_count", MetricType.Summary);
        AssertHas(readings, "process_cpu_seconds_total", MetricType.Counter);
        AssertHas(readings, "prometheus_http_request_duration_seconds_bucket", MetricType.Histogram, "handler", "le");
        using var http = new HttpClient();
        var found = await FindAsync(port, async _ =>
        {
            foreach (var query in (string[])["up", ")("])
                using (await http.GetAsync(new Uri($"http://127.0.0.1:{port}/api/v1/query?query={query}"))) { }
        });
        Assert.Equal(2 / 15.0, found["app.requests"].Last!.Value, 6);
        Assert.Equal(0, found["app.errors"].Last);
        Assert.InRange(found["app.latency"].Last!.Value, 0, 1);
        Assert.InRange(found["app.saturation.goroutines"].Last!.Value, 5, 1000);
        Assert.InRange(found["app.saturation.file-descriptors"].Last!.Value, 0, 1);
        Assert.Equal(0, found["app.saturation.notifications-queue"].Last);
    }

    [Fact]
    public async Task The_page_of_node_exporter_is_read()
    {
        var port = FreePorts.Take(1)[0];
        await using var exporter = await RealServer.StartAsync(new()
        {
            Program = "prometheus-node-exporter",
            Arguments = [$"--web.listen-address=127.0.0.1:{port}", "--log.level=warn"],
            ReadyPort = port,
        });
        var readings = await ScrapeTwiceAsync(port);
        AssertHas(readings, "node_cpu_seconds_total", MetricType.Counter, "cpu", "mode");
        AssertHas(readings, "node_load1", MetricType.Gauge);
        AssertHas(readings, "node_memory_MemAvailable_bytes", MetricType.Gauge);
        AssertHas(readings, "promhttp_metric_handler_requests_total", MetricType.Counter, "code");
        var found = await FindAsync(port);
        foreach (var share in (string[])["cpu", "memory", "disk"])
            Assert.InRange(found[$"app.saturation.{share}"].Last!.Value, 0, 1);
        Assert.True(found["app.saturation.load1"].Last >= 0);
        Assert.DoesNotContain("app.requests", found.Keys);
        Assert.DoesNotContain("app.saturation.goroutines", found.Keys);
    }

    [Fact]
    public async Task The_page_of_RabbitMQ_is_read()
    {
        using var folder = new ServerFolder();
        var ports = FreePorts.Take(4);
        await using var epmd = await RealServer.StartAsync(RabbitMq.Epmd(ports[0]));
        await using var broker = await RealServer.StartAsync(RabbitMq.Broker(folder, ports));
        var readings = await ScrapeTwiceAsync(ports[3]);
        AssertHas(readings, "rabbitmq_build_info", MetricType.Unknown, "rabbitmq_version");
        AssertHas(readings, "rabbitmq_connections_opened_total", MetricType.Counter);
        AssertHas(readings, "erlang_vm_memory_bytes_total", MetricType.Gauge, "kind");
        var found = await FindAsync(ports[3]);
        Assert.InRange(found["app.saturation.memory"].Last!.Value, 0.0001, 1);
        Assert.InRange(found["app.saturation.file-descriptors"].Last!.Value, 0.0001, 1);
        foreach (var nothing in (string[])["messages-ready", "messages-unacknowledged", "consumers", "memory-alarm"])
            Assert.Equal(0, found[$"app.saturation.{nothing}"].Last);
        Assert.DoesNotContain("app.requests", found.Keys);
    }

    /// <summary>What the agent makes of the page after four looks of its own, which leave three differences.</summary>
    private static async Task<Dictionary<string, SignalStatus>> FindAsync(int port, Func<int, Task>? between = null)
    {
        await using var trial = ProbeTrial.Of($$"""
            probes:
              - { name: app, scrape: { targets: [ { url: "http://127.0.0.1:{{port}}/metrics" } ], every: 15s } }
            """);
        await trial.LookAsync(4, between);
        Assert.All(trial.Signals, signal => Assert.Null(signal.Problem));
        return trial.Signals.ToDictionary(signal => signal.Signal, StringComparer.Ordinal);
    }

    // The second look reads by what is remembered of the first one.
    private static async Task<IReadOnlyList<Reading>> ScrapeTwiceAsync(int port)
    {
        var options = new ScrapeProbeOptions { Url = new($"http://127.0.0.1:{port}/metrics") };
        var targeted = ProbeCatalog.Find("scrape")!.Make(options, new("app", TimeProvider.System)).Single();
        await using var probe = targeted.Probe;
        var first = await probe.LookAsync(default);
        var second = await probe.LookAsync(default);
        Assert.True(first is { Reachability: Reachability.Good, NoData: null }, first.ToString());
        Assert.True(second is { Reachability: Reachability.Good, NoData: null }, second.ToString());
        Assert.InRange(second.Readings.Count, first.Readings.Count * 9 / 10, first.Readings.Count * 2);
        return second.Readings;
    }

    private static void AssertHas(IReadOnlyList<Reading> readings, string name, MetricType type, params string[] labels)
    {
        var found = readings.Where(r => r.Name == name).ToList();
        Assert.True(found.Count > 0, $"no {name} on the page of {readings.Count} samples");
        Assert.Equal(type, found[0].Family.Type);
        Assert.All(labels, label => Assert.NotNull(found[0].Labels[label]));
        Assert.All(found, r => Assert.True(double.IsFinite(r.Value), $"{name} is {r.Value}"));
    }
}
