using System.Globalization;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Probes.Scrape.Exposition;
using Bellwether.Testing.Fuzz;

namespace Bellwether.Benchmarks.Fuzz;

/// <summary><c>fuzz</c>: the parser's fuzzer for as long as asked, each format in turn; a finding is shown as
/// hex.</summary>
internal static class FuzzBenchmark
{
    /// <summary>Memory may grow by that much over a run: the kept pages, and what the runtime needs.</summary>
    private const double MostGrown = 64;

    public static int Run(string[] words)
    {
        if (OptionWords.Read(words, "--seconds", "--seed") is not { } options) return 2;
        var length = TimeSpan.FromSeconds(
            double.Parse(options.GetValueOrDefault("--seconds", "240"), CultureInfo.InvariantCulture));
        var seed = ulong.Parse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture);
        Console.WriteLine($"{Machine.Describe()}; {length.TotalSeconds:0} s a format, seed {seed}");
        // Both run, whatever the first one finds.
        var sound = Enum.GetValues<ExpositionFormat>().Select(format => IsSound(format, length, seed)).ToList();
        return sound.All(fine => fine) ? 0 : 1;
    }

    private static bool IsSound(ExpositionFormat format, TimeSpan length, ulong seed)
    {
        var time = TimeProvider.System;
        var fuzzer = new PageFuzzer(format, seed, time);
        var start = time.GetTimestamp();
        var (memory, settled) = (0.0, false);
        while (time.GetElapsedTime(start) is var elapsed && elapsed < length)
        {
            for (var i = 0; i < 500; i++) fuzzer.Step();
            // The first tenth fills what is kept; from then on nothing may grow.
            if (settled || elapsed < length / 10) continue;
            (settled, memory) = (true, Managed());
        }

        var (totals, took) = (fuzzer.Totals, time.GetElapsedTime(start));
        var after = Managed();
        Console.WriteLine($"{format,-12} {totals.Pages:N0} pages, each read twice: "
            + $"{2 * totals.Pages / took.TotalSeconds:N0} executions a second; {totals.Taken:N0} taken, "
            + $"{totals.Bytes / 1e6:N0} MB, {totals.Outcomes:N0} outcomes");
        var resident = ProcessFigures.Of(Environment.ProcessId).ResidentMegabytes;
        Console.WriteLine($"  longest page {totals.Longest.TotalMilliseconds:0.0} ms; heap {memory:0.0} MB after a "
            + $"tenth, {after:0.0} MB at the end; RSS {resident:0} MB; {totals.Findings.Count} findings");
        GC.KeepAlive(fuzzer);
        foreach (var finding in totals.Findings) Console.WriteLine(finding);
        return totals.Findings.Count == 0 && after - memory < MostGrown;
    }

    private static double Managed() => GC.GetTotalMemory(forceFullCollection: true) / 1e6;
}
