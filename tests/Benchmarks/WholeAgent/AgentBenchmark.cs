using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.WholeAgent;

/// <summary><c>agent</c>: what the real program costs as a process.</summary>
internal static class AgentBenchmark
{
    private const double ListeningAim = 400, MemoryAim = 100, CpuAim = 3;

    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(2), Patience = TimeSpan.FromSeconds(30);

    /// <summary>After start-up, until what was compiled anew in the background is.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--agent", "--runs", "--seconds") is not { } options) return 2;
        var agent = options.GetValueOrDefault("--agent") ?? BuiltAgent.Launcher;
        var runs = int.Parse(options.GetValueOrDefault("--runs", "10"), CultureInfo.InvariantCulture);
        var length = TimeSpan.FromSeconds(
            int.Parse(options.GetValueOrDefault("--seconds", "60"), CultureInfo.InvariantCulture));
        Console.WriteLine(Machine.Describe());
        await Repeated("version", runs, () => VersionAsync(agent), "");
        var folder = Directory.CreateTempSubdirectory("bellwether-agent-").FullName;
        await using var around = await Surroundings.StartAsync(1, new Dice(1), Time);
        using var place = new AgentPlace(agent, folder, FreePort(), around);
        await Repeated("start to listening", runs, place.ListeningAsync, $"aim {ListeningAim} ms");
        await Repeated("start to the first answer", runs, place.AnsweringAsync, "");
        if (length > TimeSpan.Zero)
        {
            await FiguresAsync("idle, one probe a minute", place.Write(AgentPlace.Idle), length, watch: false);
            await FiguresAsync("watching, 5 probes a second", place.Write(AgentPlace.Busy), length, watch: true);
            await SidecarAsync(new SidecarPlace(agent, Path.Combine(folder, "sidecar"), around), length);
        }

        Directory.Delete(folder, recursive: true);
        return 0;
    }

    public static async Task Repeated(string what, int runs, Func<Task<TimeSpan>> run, string aim)
    {
        var took = new List<double>();
        for (var i = 0; i < runs; i++) took.Add((await run()).TotalMilliseconds);
        took.Sort();
        Console.WriteLine(
            $"{what,-28} {took[0]:0} / {took[took.Count / 2]:0} / {took[^1]:0} ms (least, median, most of {runs}) {aim}"
            + $"; load {Machine.Load()}");
    }

    private static async Task<TimeSpan> VersionAsync(string agent)
    {
        var began = Time.GetTimestamp();
        await using var process = AgentProcess.Start([agent, "version"]);
        await process.EndsWithinAsync(Patience, Time);
        return Time.GetElapsedTime(began);
    }

    public static async Task FiguresAsync(string what, AgentPlace place, TimeSpan length, bool watch)
    {
        await using var process = place.Start();
        await place.AnswersAsync(process);
        await Task.Delay(Settling, Time);
        if (watch) await place.AnnounceAsync();
        var before = ProcessFigures.Of(process.Id);
        var began = Time.GetTimestamp();
        var most = before.ResidentMegabytes;
        while (Time.GetElapsedTime(began) < length)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), Time);
            most = Math.Max(most, ProcessFigures.Of(process.Id).ResidentMegabytes);
        }

        var after = ProcessFigures.Of(process.Id);
        var share = (after.Cpu - before.Cpu) / Time.GetElapsedTime(began) * 100;
        if (watch) await place.MustBeWatchingAsync();
        Console.WriteLine(
            $"{what,-28} {after.ResidentMegabytes:0} MB (most {most:0}; aim {MemoryAim}), {share:0.0} % of a core"
            + $" (aim {CpuAim}), {after.Threads} threads, over {length.TotalSeconds:0} s; load {Machine.Load()}");
        process.Stop();
        await process.EndsWithinAsync(Patience, Time);
    }

    /// <summary>Waits a little between two questions.</summary>
    public static Task BeatAsync() => Task.Delay(Beat, Time);

    /// <summary>A sidecar has no watch: it always does the same.</summary>
    private static async Task SidecarAsync(SidecarPlace place, TimeSpan length)
    {
        await using var home = await place.StartHomeAsync();
        await using var sidecar = await place.StartAsync();
        await Task.Delay(Settling, Time);
        var before = ProcessFigures.Of(sidecar.Id);
        var began = Time.GetTimestamp();
        await Task.Delay(length, Time);
        var after = ProcessFigures.Of(sidecar.Id);
        var share = (after.Cpu - before.Cpu) / Time.GetElapsedTime(began) * 100;
        Console.WriteLine(
            $"{"sidecar, a page every 5 s",-28} {after.ResidentMegabytes:0} MB, {share:0.0} % of a core, "
            + $"{after.Threads} threads, over {length.TotalSeconds:0} s; load {Machine.Load()}");
        sidecar.Stop();
        await sidecar.EndsWithinAsync(Patience, Time);
        home.Stop();
        await home.EndsWithinAsync(Patience, Time);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
