using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>One judge with one threshold: a row of a table.</summary>
/// <param name="Name">As the table names it.</param>
/// <param name="See">What it made of a variant of a run.</param>
internal sealed record JudgeRow(string Name, Func<TrialRun, int, Seen> See)
{
    public bool IsOurs { get; private init; }

    /// <summary>The rate to which all are tuned for the comparison.</summary>
    public const double EqualRate = 0.02;

    /// <summary>With the thresholds that people use.</summary>
    public static IReadOnlyList<JudgeRow> AsShipped(JudgeBenchmarkOptions options)
    {
        var rows = new List<JudgeRow>();
        foreach (var shipped in JudgeBenchmarkOptions.ShippedBudgets)
            rows.Add(Ours($"**placebo judge, budget {Words.Percent(shipped)} %**", options.PlaceOf(shipped)));
        if (options.OnlyOurs) return rows;
        for (var r = 0; r < RivalCatalog.All.Count; r++)
        {
            var (place, rival) = (r, RivalCatalog.All[r]);
            rows.Add(new(rival.Name, (run, variant) => run.SeenBy(place, rival.Shipped, variant)));
        }

        return rows;
    }

    /// <summary>Each with the threshold that rolls back as many of these healthy deployments as possible, but at most
    /// 2 %.</summary>
    public static IReadOnlyList<JudgeRow> AtEqualRate(IReadOnlyList<TrialRun> runs, JudgeBenchmarkOptions options)
    {
        var most = (int)(EqualRate * runs.Count);
        var rows = new List<JudgeRow>();
        var budget = Enumerable.Range(0, options.Budgets.Count)
            .Where(place => runs.Count(run => run.SeenByUs(place, 0).RolledBack) <= most)
            .DefaultIfEmpty(options.PlaceOf(options.Budgets.Min())).MaxBy(place => options.Budgets[place]);
        TrialRunner.AskAll(runs, budget);
        rows.Add(Ours($"**placebo judge** (budget {Words.Percent(options.Budgets[budget])} %)", budget));
        for (var r = 0; r < TrialRunner.Rivals.Count && !options.OnlyOurs; r++)
        {
            var place = r;
            var highest = runs.Select(run => Math.Max(run.Rivals[place].HighestOfOthers,
                run.Trial.Faulty is null ? double.NegativeInfinity : run.Rivals[place].Faulty[0].Highest));
            var threshold = highest.OrderDescending().ElementAt(most);
            rows.Add(new($"{TrialRunner.Rivals[r].Name} ({Words.Short(threshold)})",
                (run, variant) => run.SeenBy(place, threshold, variant)));
        }

        return rows;
    }

    private static JudgeRow Ours(string name, int budget) =>
        new(name, (run, variant) => run.SeenByUs(budget, variant)) { IsOurs = true };
}
