using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Pretend deployments and injected faults on real series: ours beside the judges that people use.</summary>
internal static class JudgeBenchmark
{
    public static int Run(string[] words)
    {
        if (JudgeBenchmarkOptions.Read(words) is not { } options) return 2;
        var files = SeriesFolder.Read(options.Folder);
        if (files.Count == 0)
        {
            Console.Error.WriteLine($"skipped: no series (*.csv.gz) in {options.Folder}");
            return 0;
        }

        if (options.OnlyOurs) PrintLines(files, options);
        else Write(options.Full ? FullTables.Of(files, options) : JudgeTables.Of(files, options), options);
        return 0;
    }

    private static void PrintLines(IReadOnlyList<MeasuredSeries> files, JudgeBenchmarkOptions options)
    {
        var runs = TrialRunner.Run(TrialSets.Of(files, options), options);
        var bootstrap = JudgeTables.Bootstrap(files, options);
        Console.WriteLine($"window {options.Window}, warm-up {JudgeBenchmarkOptions.WarmUp}, seed {options.Seed}; "
            + "shares in %; points after t0 to find +50 %");
        Console.WriteLine(ShortLines.Head());
        foreach (var (name, set) in JudgeTables.Sets(runs))
            foreach (var row in JudgeRow.AsShipped(options).Concat(JudgeRow.AtEqualRate(set, options)))
                Console.WriteLine(ShortLines.Of(
                    $"{name} {row.Name.Replace("**", "")}", RowFigures.Of(row, set, bootstrap)));
        if (options.Lists) PrintRollbacks(runs);
    }

    /// <summary>Each healthy deployment that the default budget rolls back: where to look for what went
    /// wrong.</summary>
    private static void PrintRollbacks(TrialRun[] runs)
    {
        foreach (var run in runs)
            if (run.Verdict(0, 0) is { Decision: Decision.Rollback, Signal: { } place, AtPoint: var point })
                Console.WriteLine($"{run.Trial.Series.Name} at {run.Trial.At}: "
                    + $"{run.Trial.Series.Signals[run.Trial.Signals[place]]} after {point} points");
    }

    private static void Write(string section, JudgeBenchmarkOptions options)
    {
        if (options.Out is null) Console.Write(section);
        else SectionOfFile.Replace(options.Out, section);
    }
}
