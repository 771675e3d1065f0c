using System.Globalization;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Bus;

/// <summary><c>bus</c>: what a bus costs, how fast it tells, and what an outage of the broker does.</summary>
internal static class BusBenchmark
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(100), Beat = TimeSpan.FromMilliseconds(100);

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--agent", "--verdicts", "--runs", "--seconds", "--up-minutes", "--down-minutes")
            is not { } options) return 2;
        int Number(string name, int standard) => int.Parse(
            options.GetValueOrDefault(name, $"{standard}"), CultureInfo.InvariantCulture);
        var agent = options.GetValueOrDefault("--agent") ?? BuiltAgent.Launcher;
        Console.WriteLine(Machine.Describe());
        var folder = Directory.CreateTempSubdirectory("bellwether-bus-").FullName;
        try
        {
            await using var around = await Surroundings.StartAsync(1, new Dice(1), Time);
            await using var broker = new BenchBroker(folder, Time);
            await broker.StartAsync();
            await CostAsync(agent, folder, (around, broker), Number("--runs", 10), Number("--seconds", 60));
            await LatencyAsync(agent, folder, (around, broker), Number("--verdicts", 500));
            var outage = new Outage(agent, folder, around, broker);
            return await outage.RunAsync(
                TimeSpan.FromMinutes(Number("--up-minutes", 3)), TimeSpan.FromMinutes(Number("--down-minutes", 10)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task CostAsync(
        string agent, string folder, (Surroundings Around, BenchBroker Broker) with, int runs, int seconds)
    {
        foreach (var (what, more) in new[] { ("without a bus", ""), ("with a bus", with.Broker.Lines) })
        {
            using var place = new AgentPlace(
                agent, Path.Combine(folder, what.Replace(' ', '-')), AgentBenchmark.FreePort(), with.Around)
            { More = more };
            if (runs > 0) await AgentBenchmark.Repeated($"{what}: to listening", runs, place.ListeningAsync, "");
            if (seconds == 0) continue;
            var length = TimeSpan.FromSeconds(seconds);
            await AgentBenchmark.FiguresAsync($"{what}: idle", place.Write(AgentPlace.Idle), length, watch: false);
            await AgentBenchmark.FiguresAsync($"{what}: watching", place.Write(AgentPlace.Busy), length, watch: true);
        }
    }

    private static async Task LatencyAsync(
        string agent, string folder, (Surroundings Around, BenchBroker Broker) with, int verdicts)
    {
        if (verdicts == 0) return;
        var own = Directory.CreateDirectory(Path.Combine(folder, "latency")).FullName;
        await using var place = new BusPlace(own, Time);
        await place.StartAsync(agent, new Uri(with.Around.Address).Port, with.Broker.Lines);
        await place.ConnectedAsync();
        await using var ear = await Ear.StartAsync(with.Broker);
        for (var i = 0; i < verdicts; i++)
        {
            await place.AnnounceAsync($"l-{i}", i % BusPlace.Services);
            await place.CancelAsync($"l-{i}");
            await Task.Delay(Between, Time);
        }

        var began = Time.GetTimestamp();
        while (ear.Heard.Count < verdicts && Time.GetElapsedTime(began) < TimeSpan.FromSeconds(30))
            await Task.Delay(Beat, Time);
        var sorted = ear.Heard.Select(heard => heard.Delay.TotalMilliseconds).Order().ToArray();
        Console.WriteLine(
            $"decision to Python client    median {At(sorted, 0.5):0.0}, p99 {At(sorted, 0.99):0.0}, most "
            + $"{sorted[^1]:0.0} ms ({sorted.Length} of {verdicts} verdicts); load {Machine.Load()}");
    }

    /// <summary>The smallest that so large a share does not exceed.</summary>
    public static double At(double[] sorted, double share) =>
        sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)];
}
