using System.Globalization;
using System.Net;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Testing.Egress;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Bus;

/// <summary><c>egress</c>: to whom a running agent with a bus is connected.</summary>
internal static class EgressBenchmark
{
    private static readonly TimeProvider Time = TimeProvider.System;

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--agent", "--minutes") is not { } options) return 2;
        var length = TimeSpan.FromMinutes(double.Parse(
            options.GetValueOrDefault("--minutes", "10"), CultureInfo.InvariantCulture));
        var agent = options.GetValueOrDefault("--agent") ?? BuiltAgent.Launcher;
        var folder = Directory.CreateTempSubdirectory("bellwether-egress-").FullName;
        await using var around = await Surroundings.StartAsync(1, new Dice(1), Time);
        await using var broker = new BenchBroker(folder, Time);
        await broker.StartAsync();
        var place = new BusPlace(folder, Time);
        await place.StartAsync(agent, new Uri(around.Address).Port, broker.Lines);
        await place.ConnectedAsync();
        var watch = new EgressWatch();
        var watching = watch.WatchAsync(place.ProcessId, length, Time);
        for (var i = 0; !watching.IsCompleted; i++)
        {
            await place.AnnounceAsync($"e-{i}", i % BusPlace.Services);
            await place.CancelAsync($"e-{i}");
            await Task.Delay(TimeSpan.FromSeconds(1), Time);
        }

        await watching;
        await place.DisposeAsync();
        var strangers = Tell(watch, broker.Port, new Uri(around.Address).Port, length);
        await broker.DisposeAsync();
        Directory.Delete(folder, recursive: true);
        return strangers == 0 ? 0 : 1;
    }

    private static int Tell(EgressWatch watch, int broker, int target, TimeSpan length)
    {
        Console.WriteLine($"{watch.Looks} looks in {length.TotalMinutes:0.#} minutes; load {Machine.Load()}");
        var strangers = 0;
        foreach (var (far, looks) in watch.Seen)
        {
            var what = far.Address.Equals(IPAddress.Loopback) && far.Port == broker ? "the broker"
                : far.Address.Equals(IPAddress.Loopback) && far.Port == target ? "what is watched" : "A STRANGER";
            if (what == "A STRANGER") strangers++;
            Console.WriteLine($"{far,-24} in {looks} looks: {what}");
        }

        return strangers;
    }
}
