using System.ComponentModel.DataAnnotations;
using System.Text;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Signals.Discovery;
using Bellwether.Agent.Storage.History;
using Bellwether.Probes;
using Bellwether.Probes.Scrape.Exposition;

namespace Bellwether.Benchmarks.Signals;

/// <summary>What the signals room costs: a look at a page, a snapshot, a day of points in memory.</summary>
internal static class SignalFigures
{
    private const int Looks = 20_000;

    /// <summary>Processor time, so that a busy machine makes no figure larger.</summary>
    private static TimeSpan Cpu => Environment.CpuUsage.TotalTime;

    public static int Print()
    {
        var start = Cpu;
        _ = SignalTable.BuiltIn;
        Console.WriteLine($"discovery table, first read     {(Cpu - start).TotalMilliseconds:0.0} ms");
        var parser = new ExpositionParser(ExpositionLimits.Default);
        Reading[] page = parser.TryParse(Page(), ExpositionFormat.Text, out var read, out var fault)
            ? [.. read.Readings]
            : throw new InvalidOperationException($"{fault}");
        start = Cpu;
        for (var i = 0; i < 200; i++) _ = new PageDiscovery(SignalTable.BuiltIn).Discover(page);
        Console.WriteLine($"discovery of {page.Length} samples        {(Cpu - start).TotalMicroseconds / 200:0} us");

        var folder = Directory.CreateTempSubdirectory("bellwether-");
        try
        {
            Day(folder.FullName, page);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Day(string folder, Reading[] page)
    {
        var clock = new Clock();
        using var history = HistoryStore.Open(folder, clock);
        using var book = new SignalBook([Plan()], history, clock);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        SentRequest[] sent = [new("http://127.0.0.1:1", "/metrics", 200, TimeSpan.FromMilliseconds(1))];
        void Take()
        {
            clock.Now += TimeSpan.FromSeconds(1);
            Grow(page);
            book.Take(new("shop", "app", "a", TargetGroup.Treated, clock.Now, TimeSpan.FromMilliseconds(2),
                Look.Good(page) with { Sent = sent }));
        }

        for (var i = 0; i < 2_000; i++) Take();
        book.Flush();
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var start = Cpu;
        for (var i = 0; i < Looks; i++)
        {
            Take();
            if (i % 2_000 == 0) book.Flush();
        }

        Console.WriteLine(
            $"a look at {page.Length} samples           {(Cpu - start).TotalMicroseconds / Looks:0.0} us, "
            + $"{(GC.GetAllocatedBytesForCurrentThread() - bytes) / Looks} bytes (rows and their writing included)");
        DayOfAll(book, clock, page);
        book.Flush();
        var t0 = clock.Now - TimeSpan.FromSeconds(100);
        var request = new SnapshotRequest { Service = "shop", AnnouncedAt = t0, T0 = t0 };
        book.Snapshot(request);
        start = Cpu;
        for (var i = 0; i < 1_000; i++) book.Snapshot(request);
        Console.WriteLine($"a snapshot                      {(Cpu - start).TotalMicroseconds / 1_000:0} us");
        Console.WriteLine($"a day at 1 s, 5 probes          {(GC.GetTotalMemory(true) - before) / 1e6:0.0} MB, "
            + $"{book.Describe("shop").Count} signals, {history.Health.Bytes / 1e6:0} MB on the disk");
    }

    private static void DayOfAll(SignalBook book, Clock clock, Reading[] page)
    {
        string[] words = ["cpu", "memory", "load1", "pressure.cpu", "pressure.memory", "pressure.io", "process.cpu",
            "process.rss"];
        for (var i = 0; i < 86_400; i++)
        {
            clock.Now += TimeSpan.FromSeconds(1);
            void Take(string probe, Look look) =>
                book.Take(new("shop", probe, "a", TargetGroup.Treated, clock.Now, TimeSpan.FromMilliseconds(2), look));
            Grow(page);
            var level = Reading.Latency("latency", TimeSpan.FromMilliseconds(3 + i % 7));
            Take("app", Look.Good(page));
            Take("home", Look.Good(level));
            Take("shop", Look.Good(level));
            Take("port", Look.Good(level));
            Take("box", Look.Good([.. words.Select(word => Reading.Gauge(word, 0.1 + i % 9, "ratio"))]));
            if (i % 5_000 == 0) book.Flush();
        }
    }

    private static WatchPlan Plan() => new()
    {
        Service = "shop",
        Environment = "bench",
        Mode = Mode.Gate,
        Digest = "sha256:0",
        Policy = new() { Interval = TimeSpan.FromSeconds(1) },
        Probes = [Probe("app", "scrape"), Probe("home", "http"), Probe("shop", "http"), Probe("port", "tcp"),
            Probe("box", "host")],
    };

    private static ProbePlan Probe(string name, string kind) =>
        new(name, ProbeKind.Of<EverySecond>(kind, (_, _) => []) with { ReadsPage = kind is "scrape" },
            new EverySecond());

    /// <summary>More requests in every bucket of every series.</summary>
    private static void Grow(Reading[] page)
    {
        for (var i = 0; i < page.Length; i++)
            if (page[i].Family.Type is MetricType.Histogram)
                page[i] = page[i] with { Value = page[i].Value + i % 16 + 1 };
    }

    /// <summary>About 500 samples: 20 series with 14 buckets each, and 180 of other families.</summary>
    private static byte[] Page()
    {
        double[] bounds = [.005, .01, .025, .05, .075, .1, .25, .5, .75, 1, 2.5, 5, 10];
        var text = new StringBuilder("# TYPE http_server_request_duration_seconds histogram\n");
        for (var series = 0; series < 20; series++)
        {
            var status = series % 5 == 4 ? 500 : 200;
            var labels = $"http_request_method=\"GET\",http_response_status_code=\"{status}\","
                + $"http_route=\"/r{series}\"";
            for (var i = 0; i < bounds.Length; i++)
                text.Append(
                    $"http_server_request_duration_seconds_bucket{{{labels},le=\"{bounds[i]}\"}} {1000 * (i + 1)}\n");
            text.Append($"http_server_request_duration_seconds_bucket{{{labels},le=\"+Inf\"}} {14000}\n");
            text.Append($"http_server_request_duration_seconds_sum{{{labels}}} 1\n");
            text.Append($"http_server_request_duration_seconds_count{{{labels}}} {14000}\n");
        }

        for (var i = 0; i < 180; i++) text.Append($"# TYPE other_{i} gauge\nother_{i} {i}\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class EverySecond : IProbeOptions
    {
        public TimeSpan Every => TimeSpan.FromSeconds(1);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }
}
