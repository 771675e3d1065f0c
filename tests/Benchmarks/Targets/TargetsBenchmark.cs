using System.Globalization;
using System.Text;
using Bellwether.Benchmarks.Recording;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Targets;

/// <summary><c>targets</c>: memory and processor time for many pages, ours and a Prometheus' that does the same at the
/// same time.</summary>
internal static class TargetsBenchmark
{
    private const double MemoryAim = 0.7, CpuAim = 1;

    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1), Patience = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--agent", "--targets", "--samples", "--every", "--settle", "--seconds")
            is not { } options) return 2;
        var (targets, samples) = (Number(options, "--targets", 50), Number(options, "--samples", 1000));
        var every = Number(options, "--every", 15);
        var folder = Directory.CreateTempSubdirectory("bellwether-targets-").FullName;
        Console.WriteLine(Machine.Describe());
        Console.WriteLine($"{targets} targets of {samples} samples, each every {every} s");
        await using var pages = await TargetProcess.StartAsync(targets, samples);
        var agentPort = AgentBenchmark.FreePort();
        await using var agent = AgentProcess.Start(
        [
            options.GetValueOrDefault("--agent") ?? BuiltAgent.Launcher, "run", "--config",
            Write(folder, "bellwether.yaml", AgentFile(pages.Ports, every, folder, agentPort)),
        ]);
        var port = AgentBenchmark.FreePort();
        using var prometheus = ServerProcess.Start(new ProgramPlan
        {
            Name = "prometheus",
            Words =
            [
                "prometheus", $"--config.file={Write(folder, "prometheus.yml", PrometheusFile(pages.Ports, every))}",
                $"--storage.tsdb.path={Path.Combine(folder, "data")}", $"--web.listen-address=127.0.0.1:{port}",
                "--log.level=warn",
            ],
            Log = Path.Combine(folder, "prometheus.log"),
            Port = port,
        });
        try
        {
            await Task.Delay(TimeSpan.FromSeconds(Number(options, "--settle", 60)), Time);
            await SeenAsync(agentPort, port, targets, samples);
            return await MeasureAsync(agent.Id, prometheus.Id, TimeSpan.FromSeconds(Number(options, "--seconds", 240)));
        }
        finally
        {
            await prometheus.EndAsync(Time);
            agent.Stop();
            await agent.EndsWithinAsync(Patience, Time);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> MeasureAsync(int agent, int prometheus, TimeSpan length)
    {
        var (ours, theirs) = (new Usage(agent), new Usage(prometheus));
        var start = Time.GetTimestamp();
        while (Time.GetElapsedTime(start) < length)
        {
            await Task.Delay(Beat, Time);
            ours.Read();
            theirs.Read();
        }

        var took = Time.GetElapsedTime(start);
        Console.WriteLine($"over {took.TotalSeconds:0} s, load {Machine.Load()}");
        Console.WriteLine($"{"",-12} {"RSS mean",10} {"most",8} {"last",8}   {"of a core",10}");
        Console.WriteLine($"{"bellwether",-12} {ours.Describe(took)}");
        Console.WriteLine($"{"prometheus",-12} {theirs.Describe(took)}");
        var (memory, cpu) = (ours.MeanMegabytes / theirs.MeanMegabytes, ours.Cpu / theirs.Cpu);
        Console.WriteLine($"RSS {memory:0.00} x (aim {MemoryAim:0.0}), CPU {cpu:0.00} x (aim {CpuAim:0})");
        return memory <= MemoryAim && cpu <= CpuAim ? 0 : 1;
    }

    /// <summary>Both do what they are measured for, else the figures mean nothing.</summary>
    private static async Task SeenAsync(int agentPort, int prometheusPort, int targets, int samples)
    {
        using var client = new HttpClient();
        var page = await client.GetStringAsync(new Uri($"http://127.0.0.1:{agentPort}/metrics"));
        var done = page.Split('\n').Where(line =>
            line.StartsWith("bellwether_looks_taken_total{", StringComparison.Ordinal)
            && line.Contains("reachability=\"good\"", StringComparison.Ordinal)).Sum(line => Last(line));
        var query = new Uri($"http://127.0.0.1:{prometheusPort}/api/v1/query?query=sum(scrape_samples_scraped)");
        var answer = await client.GetStringAsync(query);
        var scraped = answer.Split('"')[^2];
        Console.WriteLine($"good looks of ours so far {done}; samples of Prometheus' last scrapes {scraped}");
        if (done < targets || scraped != $"{targets * samples}")
            throw new InvalidOperationException("not every target is read");
    }

    private static double Last(string line) => double.Parse(line.Split(' ')[^1], CultureInfo.InvariantCulture);

    private static string AgentFile(IReadOnlyList<int> ports, int every, string folder, int listen)
    {
        var text = new StringBuilder($"""
            environment: bench
            mode: gate
            listen: http://127.0.0.1:{listen}
            state: '{folder}/state'
            service: shop
            probes:
              - name: app
                scrape:
                  every: {every}s
                  targets:

            """);
        foreach (var port in ports) text.Append($"        - {{ url: 'http://127.0.0.1:{port}/metrics' }}\n");
        return text.ToString();
    }

    private static string PrometheusFile(IReadOnlyList<int> ports, int every) => $"""
        global: {"{"} scrape_interval: {every}s {"}"}
        scrape_configs:
          - job_name: shop
            static_configs:
              - targets: [ {string.Join(", ", ports.Select(port => $"'127.0.0.1:{port}'"))} ]

        """;

    private static string Write(string folder, string name, string text)
    {
        var file = Path.Combine(folder, name);
        File.WriteAllText(file, text);
        return file;
    }

    private static int Number(Dictionary<string, string> options, string name, int usual) =>
        options.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : usual;

    private sealed class Usage(int process)
    {
        private readonly TimeSpan _before = ProcessFigures.Of(process).Cpu;
        private readonly List<double> _megabytes = [];
        private ProcessFigures? _last;

        public TimeSpan Cpu => _last!.Cpu - _before;

        public double MeanMegabytes => _megabytes.Average();

        public void Read()
        {
            _last = ProcessFigures.Of(process);
            _megabytes.Add(_last.ResidentMegabytes);
        }

        public string Describe(TimeSpan took) =>
            $"{MeanMegabytes,7:0.0} MB {_megabytes.Max(),5:0} MB {_megabytes[^1],5:0} MB   {Cpu / took * 100,8:0.00} %";
    }
}
