using System.Globalization;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>What the judge costs: time on one core, and memory.</summary>
internal static class JudgeSpeed
{
    private const int WarmUp = 5;
    private const int Window = 60;
    private const int Days = 14;
    private const int Held = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static int Print()
    {
        Console.WriteLine("times on one core: least, median, most");
        var (history, after) = Levels(1, Days * 1440 + Window) is var all ? (all[..^Window], all[^Window..]) : default;
        Measure("calibration of a signal, 14 days of 1-minute points", () => Learn(history));
        var question = new PlaceboQuestion
        {
            Calibration = Learn(history),
            Before = history,
            Observed = after,
            Needed = Math.Log(1 / 0.05),
        };
        var first = question with { Observed = after.AsMemory(0, 7) };
        Measure("a first look, 7 points", () => PlaceboWatch.Examine(first));
        Measure("a watch at its end, 60 points, all looks", () => PlaceboWatch.Examine(question));
        MeasurePairs("a pair, 60 v 60 points", 1, 60);
        MeasurePairs("a pair, 360 v 360 points", 1, 360);
        MeasurePairs("100 signals as pairs, 60 v 60 points", 100, 60);
        PrintCases();
        PrintMemory();
        return 0;
    }

    private static Calibration Learn(double[] history) => Calibrator.Learn(
        new LevelHistory { Levels = history, Interval = TimeSpan.FromMinutes(1) },
        new() { WarmUp = WarmUp, Window = Window, Looks = LookSchedule.Of(WarmUp, Window), Seed = 1 })!;

    private static CaseQuestion Pairs(int signals, int points)
    {
        string[] names = [.. Enumerable.Range(0, signals).Select(i => $"signal-{i}")];
        return new()
        {
            Signals = names,
            Baselines = names.Index().ToDictionary(one => one.Item, one => Levels((ulong)one.Index + 1, points)),
            Observed = names.Index().ToDictionary(one => one.Item, one => Levels((ulong)one.Index + 1001, points)),
            WarmUpPoints = 0,
            WindowPoints = points,
        };
    }

    private static void MeasurePairs(string what, int signals, int points)
    {
        var question = Pairs(signals, points);
        if (CaseJudge.Judge(question).Evidence.Count < signals)
            Console.WriteLine($"{what,-55} not judged by this build");
        else
            Measure(what, () => CaseJudge.Judge(question));
    }

    private static void PrintCases()
    {
        var series = new SeriesDefinition
        {
            Name = "bench",
            Signals = Enumerable.Range(0, 8).ToDictionary(i => $"signal-{i}", i => Levels((ulong)i + 1, 5 * 1440)),
        };
        var at = 4 * 1440;
        Measure("a case of 8 signals, 4 days, nothing known before", () => CaseJudge.Judge(new()
        {
            Series = series,
            At = at++,
            Signals = [.. series.Signals.Keys],
            WindowPoints = Window,
        }));
    }

    private static void PrintMemory()
    {
        var histories = Enumerable.Range(0, Held).Select(i => Levels((ulong)i + 1, Days * 1440)).ToArray();
        var before = GC.GetTotalMemory(true);
        var held = Array.ConvertAll(histories, Learn);
        var used = GC.GetTotalMemory(true) - before;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"memory of {Held} signals' calibrations{"",16} {used / 1e6:0.0} MB, {used / 1e3 / Held:0} kB each; "
            + $"their 14 days of points {8.0 * Held * histories[0].Length / 1e6:0} MB more while one is learned from"));
        GC.KeepAlive(held);
    }

    private static void Measure<T>(string what, Func<T> work)
    {
        var clock = TimeProvider.System;
        var start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Patience / 3) GC.KeepAlive(work());
        var times = new List<double>();
        start = clock.GetTimestamp();
        while (clock.GetElapsedTime(start) < Patience || times.Count < 5)
        {
            var from = clock.GetTimestamp();
            GC.KeepAlive(work());
            times.Add(clock.GetElapsedTime(from).TotalMicroseconds);
        }

        var middle = Averages.Middle(times.ToArray());
        Console.WriteLine($"{what,-55} {Time(times.Min())}, {Time(middle)}, {Time(times.Max())} ({times.Count})");
    }

    private static string Time(double microseconds) => microseconds >= 1000
        ? string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1000:0.00} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{microseconds:0.0} us");

    /// <summary>A day's rhythm, a wandering level and noise.</summary>
    private static double[] Levels(ulong seed, int points)
    {
        var draws = new Draws(seed);
        var wander = 0.0;
        return [.. Enumerable.Range(0, points).Select(i =>
        {
            wander = 0.9 * wander + draws.Below(1000) / 1000.0 - 0.5;
            return 20 + 5 * Math.Sin(2 * Math.PI * i / 1440) + wander;
        })];
    }
}
