using System.Globalization;
using System.Text;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>The tables of one window and one length of history.</summary>
internal static class JudgeTables
{
    private const string All = "all";

    /// <summary>A section of Markdown. Nothing in it depends on the machine or the hour.</summary>
    public static string Of(IReadOnlyList<MeasuredSeries> files, JudgeBenchmarkOptions options)
    {
        var runs = TrialRunner.Run(TrialSets.Of(files, options), options);
        var bootstrap = Bootstrap(files, options);
        var text = new StringBuilder(JudgeLegend.Of(options));
        var sets = Sets(runs).Reverse().ToArray();
        foreach (var (name, set) in sets)
        {
            var rows = JudgeRow.AsShipped(options);
            var shipped = rows.Select(row => RowFigures.Of(row, set, bootstrap)).ToArray();
            text.Append($"\n### {Heading(name, set)}\n\nAs shipped:\n\n{Table(shipped)}");
            foreach (var one in shipped.Where(one => one.Row.IsOurs))
                text.Append($"\n{one.Row.Name} inconclusive on healthy ones: {Causes(one)}. ")
                    .Append($"Promoted with the fault in it: {Slips(one)}.\n");
            var equal = JudgeRow.AtEqualRate(set, options).Select(row => RowFigures.Of(row, set, bootstrap));
            text.Append($"\nAt an FRR of at most 2 % each (threshold in brackets):\n\n{Table(equal)}");
        }

        return text.ToString();
    }

    public static ClusterBootstrap Bootstrap(IReadOnlyList<MeasuredSeries> files, JudgeBenchmarkOptions options) =>
        new(files.Select(file => (file.Name, file.DataSet)), options.Seed);

    /// <summary>Each data set, and all together.</summary>
    public static IEnumerable<(string Name, IReadOnlyList<TrialRun> Runs)> Sets(IReadOnlyList<TrialRun> runs)
    {
        foreach (var set in runs.GroupBy(run => run.Trial.Series.DataSet)) yield return (set.Key, [.. set]);
        yield return (All, runs);
    }

    private static string Heading(string name, IReadOnlyList<TrialRun> runs) => string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {runs.Count} healthy deployments, {runs.Count(run => run.Trial.Faulty is not null)} with each fault, "
        + $"{runs.Select(run => run.Trial.Series.Name).Distinct().Count()} files");

    private static string Table(IEnumerable<RowFigures> rows)
    {
        var table = new StringBuilder("| judge | FRR | PR |");
        foreach (var fault in FaultCatalog.All)
            table.Append(fault.IsHarmless ? $" {fault.Name} (harmless) |" : $" {fault.Name} |");
        table.Append(" points |\n|---|---|---|").Insert(table.Length, "---|", FaultCatalog.All.Count + 1).Append('\n');
        foreach (var row in rows)
        {
            var promoted = Words.Of(row.Promoted) + (row.Row.IsOurs ? "" : " ¹");
            table.Append($"| {row.Row.Name} | {Words.Of(row.RolledBack)} | {promoted} |");
            foreach (var fault in row.Faults) table.Append($" {Words.Of(fault)} |");
            table.Append($" {(double.IsNaN(row.Points) ? "–" : Words.Short(row.Points))} |\n");
        }

        return table.ToString();
    }

    private static string Causes(RowFigures row) =>
        string.Join(", ", row.Inconclusive.Select(one => $"{Kebab(one.Cause.ToString())} {Words.Of(one.Share)} %"));

    private static string Slips(RowFigures row) =>
        string.Join(", ", row.PromotedWithFault.Select((share, f) => (FaultCatalog.All[f].Name, Share: share))
            .Where(one => one.Share.Trials > 0).Select(one => $"{one.Name} {Words.Alone(one.Share)}")) + " %";

    private static string Kebab(string name) =>
        string.Concat(name.Select((letter, i) => char.IsUpper(letter) && i > 0 ? "-" + char.ToLowerInvariant(letter)
            : char.ToLowerInvariant(letter).ToString()));
}
