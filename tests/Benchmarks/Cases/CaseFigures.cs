using System.Diagnostics;
using System.Globalization;
using Bellwether.Benchmarks.WholeAgent;

namespace Bellwether.Benchmarks.Cases;

/// <summary>What <c>judge</c> costs as a process: its start, cases a minute, memory.</summary>
internal static class CaseFigures
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    private const int Starts = 10;
    private const int Cases = 120;

    /// <summary>Several cases about one moment, as a benchmark with many faults asks them.</summary>
    private const int CasesOfMoment = 8;

    public static async Task<int> PrintAsync()
    {
        Console.WriteLine(Machine.Describe());
        var starts = new List<double>();
        for (var i = 0; i < Starts; i++) starts.Add((await RunAsync(CaseLines.Small())).Elapsed.TotalMilliseconds);
        var middle = starts.Order().ElementAt(Starts / 2);
        Console.WriteLine(string.Create(Plain, $"a small case, start to end        {middle:0} ms"
            + $" (median of {Starts}, {starts.Min():0} to {starts.Max():0})"));
        await RateAsync("a moment each, one history", CaseLines.OfOneHistory(Cases, signals: 8, days: 4, ofMoment: 1));
        await RateAsync($"{CasesOfMoment} cases a moment, one history",
            CaseLines.OfOneHistory(Cases, signals: 8, days: 4, CasesOfMoment));
        await RateAsync("a history each", CaseLines.OfOwnHistories(Cases, signals: 8, days: 4));
        var large = await RunAsync(CaseLines.OfOneHistory(cases: 1, signals: 200, days: 14, ofMoment: 1));
        Console.WriteLine(string.Create(Plain, $"200 signals, 14 days, one case    {large.Elapsed.TotalSeconds:0.0} s,"
            + $" {large.PeakMegabytes:0} MB at its peak"));
        return 0;
    }

    private static async Task RateAsync(string what, IEnumerable<string> lines)
    {
        var all = lines.ToList();
        foreach (var cores in new[] { 1, Environment.ProcessorCount })
        {
            var run = await RunAsync(all, cores);
            Console.WriteLine(string.Create(Plain, $"8 signals, 4 days, {what}, {cores} core(s): "
                + $"{Cases / run.Elapsed.TotalMinutes:0} cases a minute, {run.Cpu.TotalMilliseconds / Cases:0} ms of"
                + $" processor a case, {run.PeakMegabytes:0} MB"));
        }
    }

    private static async Task<Run> RunAsync(IEnumerable<string> lines, int? cores = null)
    {
        var start = new ProcessStartInfo(BuiltAgent.Launcher, "judge")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        // What the runtime believes to have; reading lines stays a thread of its own.
        if (cores is { } count) start.Environment["DOTNET_PROCESSOR_COUNT"] = $"{count}";
        var clock = TimeProvider.System;
        var from = clock.GetTimestamp();
        using var process = Process.Start(start)!;
        var (cpu, peak) = (TimeSpan.Zero, 0.0);
        var answers = Task.Run(async () =>
        {
            while (await process.StandardOutput.ReadLineAsync() is not null)
                if (SoFar(process.Id) is { } figures) (cpu, peak) = figures;
        });
        foreach (var line in lines) await process.StandardInput.WriteLineAsync(line);
        process.StandardInput.Close();
        await answers;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0) throw new InvalidOperationException($"judge ended with {process.ExitCode}");
        return new(clock.GetElapsedTime(from), cpu, peak);
    }

    /// <summary>Processor time, and the most memory that it ever had in RAM, in MB of 10^6 bytes; null where it is
    /// gone.</summary>
    private static (TimeSpan Cpu, double PeakMegabytes)? SoFar(int process)
    {
        try
        {
            var line = File.ReadLines($"/proc/{process}/status")
                .First(text => text.StartsWith("VmHWM", StringComparison.Ordinal));
            var kilobytes = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1];
            return (ProcessFigures.Of(process).Cpu, double.Parse(kilobytes, Plain) * 1024 / 1e6);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private sealed record Run(TimeSpan Elapsed, TimeSpan Cpu, double PeakMegabytes);
}
