using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Agent.Storage.History;
using Bellwether.Probes;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Scrape.Exposition;

namespace Bellwether.Benchmarks.Targets;

/// <summary><c>target-memory</c>: what is kept and what is allocated for each page, by who keeps it.</summary>
internal static class TargetMemory
{
    private const int Looks = 40;

    public static async Task<int> PrintAsync(string[] words)
    {
        if (OptionWords.Read(words, "--targets", "--samples") is not { } options) return 2;
        var targets = int.Parse(options.GetValueOrDefault("--targets", "50"), null);
        var samples = int.Parse(options.GetValueOrDefault("--samples", "1000"), null);
        var pages = Enumerable.Range(0, targets).Select(i => new TargetPage(i, samples)).ToList();
        foreach (var page in pages) _ = page.Next();
        var before = Kept();
        var pools = new SeriesPools(ExpositionLimits.Default);
        var parsers = pages.Select(_ => new ExpositionParser(ExpositionLimits.Default, pools)).ToList();
        for (var i = 0; i < targets; i++) for (var n = 0; n < 2; n++) _ = Read(parsers[i], pages[i].Next());
        Console.WriteLine($"{targets} pages of {samples} samples, {pages[0].Next().Length} bytes each");
        Console.WriteLine($"kept by the parsers          {(Kept() - before) / 1e6:0.0} MB");
        var folder = Directory.CreateTempSubdirectory("bellwether-");
        try
        {
            Book(folder.FullName, pages, parsers);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        await ProbesAsync(targets, samples);
        return 0;
    }

    private static async Task ProbesAsync(int targets, int samples)
    {
        await using var served = await TargetProcess.StartAsync(targets, samples);
        var options = new ScrapeProbeOptions
        {
            Every = TimeSpan.FromSeconds(15),
            Targets =
            [
                .. served.Ports.Select(port =>
                    new ScrapeTargetOptions { Url = new($"http://127.0.0.1:{port}/metrics") }),
            ],
        };
        var before = Kept();
        var probes = ScrapeProbe.Make(options, new("app", TimeProvider.System));
        Console.WriteLine($"kept by probes before a look {(Kept() - before) / 1e6:0.0} MB");
        for (var look = 0; look < 4; look++)
            foreach (var probe in probes)
                if ((await probe.Probe.LookAsync(default)).Readings.Count != samples)
                    throw new InvalidOperationException("no page");
        var bytes = GC.GetTotalAllocatedBytes(precise: true);
        foreach (var probe in probes) _ = await probe.Probe.LookAsync(default);
        bytes = GC.GetTotalAllocatedBytes(precise: true) - bytes;
        Console.WriteLine(
            $"kept by probes after looks   {(Kept() - before) / 1e6:0.0} MB; a look allocates {bytes / targets} bytes");
        var info = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        for (var i = 0; i < info.GenerationInfo.Length; i++)
            Console.WriteLine($"  generation {i}: {info.GenerationInfo[i].SizeAfterBytes / 1e6:0.0} MB");
        foreach (var probe in probes) await probe.Probe.DisposeAsync();
    }

    private static void Book(string folder, List<TargetPage> pages, List<ExpositionParser> parsers)
    {
        var clock = new Clock();
        using var history = HistoryStore.Open(folder, clock);
        using var book = new SignalBook([Plan()], history, clock);
        var before = Kept();
        var (parsing, taking) = (0L, 0L);
        for (var look = 0; look < Looks; look++)
        {
            clock.Now += TimeSpan.FromSeconds(15);
            for (var i = 0; i < pages.Count; i++)
            {
                var bytes = pages[i].Next();
                var start = GC.GetAllocatedBytesForCurrentThread();
                var readings = Read(parsers[i], bytes);
                var parsed = GC.GetAllocatedBytesForCurrentThread();
                book.Take(new("shop", "app", $"t{i}", TargetGroup.Treated, clock.Now, TimeSpan.FromMilliseconds(2),
                    Look.Good(readings)));
                if (look < 5) continue;
                parsing += parsed - start;
                taking += GC.GetAllocatedBytesForCurrentThread() - parsed;
            }

            if (look is 1 or Looks - 1)
                Console.WriteLine($"kept by the signals, look {look,2}  {(Kept() - before) / 1e6:0.0} MB");
        }

        var each = (Looks - 5) * pages.Count;
        Console.WriteLine($"allocated for a page         {parsing / each} bytes parsing, {taking / each} bytes taking");
    }

    private static IReadOnlyList<Reading> Read(ExpositionParser parser, byte[] page) =>
        parser.TryParse(page, ExpositionFormat.Text, out var read, out var fault)
            ? read.Readings : throw new InvalidOperationException($"{fault}");

    private static long Kept() => GC.GetTotalMemory(forceFullCollection: true);

    private static WatchPlan Plan() => new()
    {
        Service = "shop",
        Environment = "bench",
        Mode = Mode.Gate,
        Digest = "sha256:0",
        Policy = new() { Interval = TimeSpan.FromSeconds(15) },
        Probes =
        [
            new("app", ProbeKind.Of<Options>("scrape", (_, _) => []) with { ReadsPage = true }, new Options()),
        ],
    };

    private sealed class Options : IProbeOptions
    {
        public TimeSpan Every => TimeSpan.FromSeconds(15);

        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => [];
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = DateTimeOffset.UnixEpoch.AddYears(56);

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
