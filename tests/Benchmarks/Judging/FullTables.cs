using System.Globalization;
using System.Text;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Every window and every length of history, a line each judge.</summary>
internal static class FullTables
{
    private static readonly int[] Windows = [15, 30, 60];
    private static readonly double[] Days = [0.5, 1, 2, 4, 14];
    private static readonly string[] Shown = ["budget", "E5", "three in a row", "rank test, at the end"];

    public static string Of(IReadOnlyList<MeasuredSeries> files, JudgeBenchmarkOptions options)
    {
        var text = new StringBuilder($"""
            ## judge, by window and history

            `eng/bench judge --full --data DIR --seed {options.Seed} --healthy {options.Healthy}`. Words and faults as
            under "judge"; all data sets together, of which a file that is shorter than the history is left out. Per
            cent; thresholds as shipped.

            """);
        var bootstrap = JudgeTables.Bootstrap(files, options);
        text.Append("\n| window | days | judge | n | FRR | PR |");
        foreach (var fault in FaultCatalog.All) text.Append($" {fault.Name} |");
        text.Append(" points |\n|---|---|---|---|---|---|").Insert(text.Length, "---|", FaultCatalog.All.Count + 1);
        text.Append('\n');
        foreach (var window in Windows)
            foreach (var days in Days)
                Lines(text, files, options with { Window = window, HistoryDays = days }, bootstrap);
        return text.ToString();
    }

    private static void Lines(
        StringBuilder text,
        IReadOnlyList<MeasuredSeries> files,
        JudgeBenchmarkOptions options,
        ClusterBootstrap bootstrap)
    {
        var runs = TrialRunner.Run(TrialSets.Of(files, options), options);
        foreach (var row in JudgeRow.AsShipped(options).Where(row => Array.Exists(Shown, row.Name.Contains)))
        {
            var figures = RowFigures.Of(row, runs, bootstrap);
            text.Append(CultureInfo.InvariantCulture,
                $"| {options.Window} | {options.HistoryDays} | {row.Name} | {runs.Length} |");
            text.Append($" {Words.Of(figures.RolledBack)} | {Words.Of(figures.Promoted)} |");
            foreach (var fault in figures.Faults) text.Append($" {Words.Alone(fault)} |");
            text.Append($" {(double.IsNaN(figures.Points) ? "–" : Words.Short(figures.Points))} |\n");
        }
    }
}
