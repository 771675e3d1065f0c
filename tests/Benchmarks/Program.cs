using Bellwether.Benchmarks;
using Bellwether.Benchmarks.Bus;
using Bellwether.Benchmarks.Cases;
using Bellwether.Benchmarks.Fleet;
using Bellwether.Benchmarks.Fuzz;
using Bellwether.Benchmarks.Hostile;
using Bellwether.Benchmarks.Judging;
using Bellwether.Benchmarks.Kill;
using Bellwether.Benchmarks.Recording;
using Bellwether.Benchmarks.Recording.Evaluation;
using Bellwether.Benchmarks.Rehearsing;
using Bellwether.Benchmarks.Signals;
using Bellwether.Benchmarks.Targets;
using Bellwether.Benchmarks.WholeAgent;

// One line for each benchmark: the word that asks for it, and what it runs with the words after it.
var benchmarks = new SortedDictionary<string, Func<string[], Task<int>>>(StringComparer.Ordinal)
{
    ["agent"] = AgentBenchmark.RunAsync,
    ["bus"] = BusBenchmark.RunAsync,
    ["calibrate"] = CalibrateBenchmark.RunAsync,
    ["cases"] = _ => CaseFigures.PrintAsync(),
    ["egress"] = EgressBenchmark.RunAsync,
    ["fleet"] = words => Task.FromResult(FleetBenchmark.Run(words)),
    ["fuzz"] = words => Task.FromResult(FuzzBenchmark.Run(words)),
    ["hostile"] = HostileBenchmark.RunAsync,
    ["judge"] = words => Task.FromResult(JudgeBenchmark.Run(words)),
    ["judge-speed"] = _ => Task.FromResult(JudgeSpeed.Print()),
    ["kill"] = KillBenchmark.RunAsync,
    ["parser"] = _ => Task.FromResult(ParserBenchmark.Run()),
    ["recording"] = RecordingBenchmark.RunAsync,
    ["record"] = RecordCommand.RunAsync,
    ["signals"] = _ => Task.FromResult(SignalFigures.Print()),
    ["target-memory"] = TargetMemory.PrintAsync,
    ["targets"] = TargetsBenchmark.RunAsync,
};

if (args is [TargetServer.Word, ..])
    return await TargetServer.RunAsync(args[1..]);
if (args is [HostileServer.Word])
    return await HostileServer.RunAsync();
if (args.Length >= 1 && benchmarks.TryGetValue(args[0], out var benchmark))
    return await benchmark(args[1..]);
Console.Error.WriteLine($"Give one of: {string.Join(", ", benchmarks.Keys)}");
return 2;
