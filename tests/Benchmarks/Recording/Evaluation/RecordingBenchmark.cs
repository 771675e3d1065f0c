using System.Globalization;
using Bellwether.Benchmarks.WholeAgent;

namespace Bellwether.Benchmarks.Recording.Evaluation;

/// <summary><c>recording</c>: the judge on a recording of real programs, with the rules that hold by default.</summary>
internal static class RecordingBenchmark
{
    public static Task<int> RunAsync(string[] words)
    {
        if (OptionWords.Read(words, "--data", "--placements", "--seed") is not { } options) return Task.FromResult(2);
        if (!options.TryGetValue("--data", out var folder)
            || !int.TryParse(
                options.GetValueOrDefault("--placements", "400"), CultureInfo.InvariantCulture, out var placements)
            || !ulong.TryParse(options.GetValueOrDefault("--seed", "1"), CultureInfo.InvariantCulture, out var seed))
        {
            Console.Error.WriteLine("recording --data DIR [--placements 400] [--seed 1]");
            return Task.FromResult(2);
        }

        Console.WriteLine(Machine.Describe());
        var services = RecordedService.Read(folder);
        foreach (var service in services) Describe(service);
        Console.WriteLine($"{placements} pretend deployments a program and setting, seed {seed}");
        Console.WriteLine("in brackets: 95 % if all were independent; 95 % by those windows that share no point");
        var results = EvaluationSetting.All
            .AsParallel().AsOrdered().Select(setting => SettingResult.Of(services, setting, placements, seed)).ToList();
        Print("Pretend deployments", results, result => result.Pretend);
        Print("Real restarts", results, result => result.Real);
        Print("Real restarts of the proxy with one of the shop in the window", results, result => result.RealUpstream);
        PrintPrograms(results);
        PrintFaults(results);
        return Task.FromResult(0);
    }

    private static void Describe(RecordedService service)
    {
        var seconds = service.Seconds;
        var (requests, errors) = (seconds.Sum(of => of.Requests), seconds.Sum(of => of.Errors));
        var away = service.Restarts.Select(of => of.Back - of.Asked).Order().ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{service.Name}: {seconds.Count} s, {(double)requests / seconds.Count:0.0} requests a second, "
            + $"{(double)errors / requests:0.00 %} errors, {seconds.Sum(of => of.Skipped)} skipped, "
            + $"{seconds.Average(of => of.Cpu ?? 0):0.0 %} of a core, {service.Restarts.Count} restarts, "
            + $"back after {(away.Count == 0 ? 0 : away[away.Count / 2])} s (median)"));
    }

    private static void Print(
        string title, IReadOnlyList<SettingResult> results, Func<SettingResult, WatchTally> which)
    {
        Head(title, "points", "n", "independent", "rolled back", "promoted", "inconclusive", "blamed");
        foreach (var result in results)
            if (which(result) is { Count: > 0 } tally)
                Row(result.Setting.Words, $"{tally.Count}", $"{tally.Independent}",
                    tally.RolledBack, tally.Promoted, tally.Causes, tally.Blamed);
    }

    private static void PrintPrograms(IReadOnlyList<SettingResult> results)
    {
        Head("Pretend deployments by program",
            "points", "program", "n", "independent", "rolled back", "promoted", "inconclusive");
        foreach (var result in results)
            foreach (var (name, tally) in result.PretendByProgram.Where(pair => pair.Value.Count > 0))
                Row(result.Setting.Words, name, $"{tally.Count}", $"{tally.Independent}",
                    tally.RolledBack, tally.Promoted, tally.Causes);
    }

    private static void PrintFaults(IReadOnlyList<SettingResult> results)
    {
        Head("Faults put into the pretend deployments", "points", "fault", "n", "found", "points to find", "promoted");
        foreach (var result in results)
            foreach (var (fault, tally) in result.Faults.Where(pair => pair.Value.Count > 0))
                Row(result.Setting.Words, fault.Words, $"{tally.Count}", tally.Found(fault.Signal!), tally.Promoted);
    }

    private static void Head(string title, params string[] columns)
    {
        Console.WriteLine($"\n### {title}\n");
        Row(columns);
        Console.WriteLine($"|{string.Concat(Enumerable.Repeat("---|", columns.Length))}");
    }

    private static void Row(params string[] cells) => Console.WriteLine($"| {string.Join(" | ", cells)} |");
}
