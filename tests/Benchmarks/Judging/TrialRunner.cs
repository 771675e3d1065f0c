using Bellwether.Agent.Judging;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Puts a trial, and the trial with each fault, before all judges.</summary>
internal static class TrialRunner
{
    /// <summary>All rivals; those that are only re-tuned come last.</summary>
    public static IReadOnlyList<Rival> Rivals { get; } = [.. RivalCatalog.All, .. RivalCatalog.ReTunedOnly];

    /// <summary>In the order of the trials, on all cores.</summary>
    public static TrialRun[] Run(IReadOnlyList<Trial> trials, JudgeBenchmarkOptions options)
    {
        var runs = new TrialRun[trials.Count];
        Parallel.For(0, runs.Length, i =>
        {
            runs[i] = Run(trials[i], options);
            for (var place = 0; place < options.Budgets.Count; place++)
                if (JudgeBenchmarkOptions.ShippedBudgets.Contains(options.Budgets[place])) AskAll(runs[i], place);
                else runs[i].Verdict(place, 0);
        });
        return runs;
    }

    /// <summary>Ours with one budget on all variants of all runs, on all cores.</summary>
    public static void AskAll(IReadOnlyList<TrialRun> runs, int budget) =>
        Parallel.For(0, runs.Count, i => AskAll(runs[i], budget));

    private static void AskAll(TrialRun run, int budget)
    {
        for (var variant = 0; variant < run.Ours[budget].Length; variant++) run.Verdict(budget, variant);
    }

    private static TrialRun Run(Trial trial, JudgeBenchmarkOptions options)
    {
        var variants = Variants(trial);
        var ours = new OurJudge(trial, options);
        return new()
        {
            Trial = trial,
            Ours = [.. options.Budgets.Select(_ => new TrialVerdict?[variants.Length])],
            Ask = (budget, variant) => ours.Judge(options.Budgets[budget], variants[variant]),
            Rivals = options.OnlyOurs ? [] : Others(trial, variants),
        };
    }

    /// <summary>Levels of the faulty signal: its own, and with each fault.</summary>
    private static double[]?[] Variants(Trial trial)
    {
        if (trial.Faulty is not { } faulty) return [null];
        var healthy = trial.Healthy(faulty).ToArray();
        var scene = new FaultScene(healthy, Averages.Spread(trial.LastDay(faulty)), JudgeBenchmarkOptions.WarmUp);
        return [healthy, .. FaultCatalog.All.Select(fault => fault.Put(scene))];
    }

    private static RivalScores[] Others(Trial trial, double[]?[] variants)
    {
        var looks = LookSchedule.Of(JudgeBenchmarkOptions.WarmUp, trial.Window);
        var scenes = new RivalScene[trial.Signals.Count];
        for (var place = 0; place < scenes.Length; place++)
            scenes[place] = new(trial.LastDay(place), trial.LastDay(place)[^TrialPlan.BasePoints..], looks,
                JudgeBenchmarkOptions.WarmUp);
        return [.. Rivals.Select(rival =>
        {
            var highest = double.NegativeInfinity;
            for (var place = 0; place < scenes.Length; place++)
                if (place != trial.Faulty)
                    highest = Math.Max(highest,
                        new CrossingPath(rival.Scores(scenes[place], trial.Healthy(place).ToArray())).Highest);
            return new RivalScores(highest, trial.Faulty is not { } faulty ? [] :
                [.. variants.Select(levels => new CrossingPath(rival.Scores(scenes[faulty], levels!)))]);
        })];
    }
}
