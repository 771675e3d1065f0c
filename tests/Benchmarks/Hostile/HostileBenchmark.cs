using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Bellwether.Agent.Sampling;
using Bellwether.Benchmarks.Targets;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Probes;
using Bellwether.Probes.Http;
using Bellwether.Probes.Scrape;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Benchmarks.Hostile;

/// <summary><c>hostile</c>: what hostile targets of each kind cost the memory of this process and their neighbours'
/// ticks. The targets are in another process.</summary>
internal static class HostileBenchmark
{
    private const int Neighbours = 10;

    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--seconds") is not { } options) return 2;
        var length = TimeSpan.FromSeconds(
            int.Parse(options.GetValueOrDefault("--seconds", "60"), CultureInfo.InvariantCulture));
        Console.WriteLine(Machine.Describe());
        using var server = Process.Start(SelfStart.Of(HostileServer.Word))!;
        var said = await server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("nobody listens");
        var hostile = said.Split(' ').Select(word => word.Split('=', 2))
            .Select(pair => (pair[0], new Uri(pair[1]))).ToList();
        await using var good = await TargetProcess.StartAsync(Neighbours, 1_000);
        var neighbours = good.Ports
            .Select((port, i) => ($"good{i}", new Uri($"http://127.0.0.1:{port}/metrics"))).ToList();
        Console.WriteLine($"{Neighbours} pages of 1 000 samples, a scrape and a request of each every second");
        await RunAsync("alone", neighbours, [], length);
        await RunAsync($"with {hostile.Count} hostile", neighbours, hostile, length);
        server.StandardInput.Close();
        await server.WaitForExitAsync();
        return 0;
    }

    private static async Task RunAsync(
        string what, List<(string, Uri)> neighbours, List<(string, Uri)> hostile, TimeSpan length)
    {
        var looks = new ConcurrentQueue<SampledLook>();
        await using var sampler = new Sampler(
            [.. neighbours.Concat(hostile).SelectMany(one => Probes(one.Item1, one.Item2))], looks.Enqueue, Time,
            NullLoggerFactory.Instance);
        var before = Resident();
        await sampler.StartAsync(CancellationToken.None);
        var (most, start) = (before, Time.GetTimestamp());
        while (Time.GetElapsedTime(start) < length)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(250), Time);
            most = Math.Max(most, Resident());
        }

        await sampler.StopAsync();
        Console.WriteLine($"{what}: RSS {before:0} MB before, {most:0} MB at most, {Resident():0} MB after; "
            + $"load {Machine.Load()}");
        Tell(looks.Where(IsGood), neighbours.Count * 2 * (int)length.TotalSeconds);
        foreach (var lane in looks.Where(look => !IsGood(look)).GroupBy(look => look.Probe)
            .OrderBy(lane => lane.Key, StringComparer.Ordinal))
            Console.WriteLine($"  {lane.Key,-24} " + string.Join(", ", lane.GroupBy(look => Word(look.Look))
                .OrderByDescending(group => group.Count()).Select(group => $"{group.Key} {group.Count()}")));
    }

    /// <summary>Jitter: how far a gap between two looks of one probe is from the second that it should be.</summary>
    private static void Tell(IEnumerable<SampledLook> looks, int due)
    {
        var all = looks.ToList();
        var gaps = all.GroupBy(look => look.Probe).SelectMany(Gaps).Order().ToList();
        var took = all.Select(look => look.Took.TotalMilliseconds).Order().ToList();
        Console.WriteLine($"  neighbours: {all.Count} looks of {due} due, "
            + $"{all.Count(look => look.Look.Reachability is Reachability.Good)} good; "
            + $"jitter p50 {At(gaps, 0.5):0.0} ms, p99 {At(gaps, 0.99):0.0} ms, most {gaps[^1]:0.0} ms; "
            + $"a look p50 {At(took, 0.5):0.0} ms, p99 {At(took, 0.99):0.0} ms");
    }

    private static IEnumerable<double> Gaps(IEnumerable<SampledLook> lane)
    {
        var at = lane.Select(look => look.At).Order().ToList();
        return at.Skip(1).Zip(at, (next, last) => Math.Abs((next - last - Second).TotalMilliseconds));
    }

    private static bool IsGood(SampledLook look) => look.Probe.StartsWith("good", StringComparison.Ordinal);

    private static double At(List<double> ordered, double share) => ordered[(int)(share * (ordered.Count - 1))];

    private static string Word(Look look) => look.Reachability is Reachability.Good
        ? look.NoData ?? "good" : $"{look.Reachability.ToString().ToLowerInvariant()} {look.Reason}";

    private static double Resident() => ProcessFigures.Of(Environment.ProcessId).ResidentMegabytes;

    private static IEnumerable<SampledProbe> Probes(string name, Uri url)
    {
        var context = new ProbeContext(name, Time);
        yield return Sampled($"{name}-scrape", ScrapeProbe.Make(new() { Url = url, Every = Second }, context).Single());
        yield return Sampled($"{name}-http", HttpProbe.Make(new() { Url = url, Every = Second }, context).Single());
    }

    private static SampledProbe Sampled(string name, TargetedProbe probe) => new()
    {
        Service = "bench",
        Environment = "bench",
        ProbeName = name,
        Instance = probe.Instance,
        Every = Second,
        Probe = probe.Probe,
    };
}
