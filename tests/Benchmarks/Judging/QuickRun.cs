using System.Globalization;
using System.Text;
using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Ours alone, a line a data set: to try ideas with.</summary>
internal static class QuickRun
{
    private const double Budget = 0.05;

    public static int Print(IReadOnlyList<MeasuredSeries> files, JudgeBenchmarkOptions options)
    {
        var trials = TrialSets.Of(files, options);
        var verdicts = new Verdicts[trials.Count];
        Parallel.For(0, trials.Count, i => verdicts[i] = Judge(trials[i], options));
        Console.WriteLine($"budget {Budget:0.##}, window {options.Window}, warm-up {JudgeBenchmarkOptions.WarmUp}, "
            + $"seed {options.Seed}; shares in %; points after t0 to find +50 %");
        Console.WriteLine(Head());
        foreach (var set in verdicts.Select(one => one.Trial.Series.DataSet).Distinct())
            Console.WriteLine(Line(set, [.. verdicts.Where(one => one.Trial.Series.DataSet == set)]));
        Console.WriteLine(Line("all", verdicts));
        return 0;
    }

    private static Verdicts Judge(Trial trial, JudgeBenchmarkOptions options)
    {
        var judge = new OurJudge(trial, options);
        var faults = new TrialVerdict[FaultCatalog.All.Count];
        if (trial.Faulty is { } faulty)
        {
            var scene = new FaultScene(trial.Healthy(faulty).ToArray(), Averages.Spread(trial.LastDay(faulty)),
                JudgeBenchmarkOptions.WarmUp);
            for (var f = 0; f < faults.Length; f++) faults[f] = judge.Judge(Budget, FaultCatalog.All[f].Put(scene));
        }

        return new(trial, judge.Judge(Budget, null), faults);
    }

    private static string Head()
    {
        var line = new StringBuilder($"{"",-8}{"n",5}{"FRR",6}{"PR",6}");
        foreach (var fault in FaultCatalog.All) line.Append(CultureInfo.InvariantCulture, $"{fault.Name,8}");
        return line.Append($"{"points",8}  inconclusive").ToString();
    }

    private static string Line(string set, Verdicts[] verdicts)
    {
        var healthy = verdicts.Select(one => one.Healthy).ToArray();
        var line = new StringBuilder($"{set,-8}{verdicts.Length,5}");
        line.Append($"{Percent(healthy.Select(one => one.Decision is Decision.Rollback)),6}");
        line.Append($"{Percent(healthy.Select(one => one.Decision is Decision.Promote)),6}");
        var able = verdicts.Where(one => one.Trial.Faulty is not null).ToArray();
        var points = new List<double>();
        for (var f = 0; f < FaultCatalog.All.Count; f++)
        {
            var found = able.Select(one => one.Faults[f].Decision is Decision.Rollback
                && (FaultCatalog.All[f].IsHarmless || one.Faults[f].Signal == one.Trial.Faulty)).ToArray();
            line.Append($"{Percent(found),8}");
            if (FaultCatalog.All[f].Name is not "+50 %") continue;
            for (var i = 0; i < found.Length; i++)
                if (found[i]) points.Add(able[i].Faults[f].AtPoint);
        }

        line.Append(CultureInfo.InvariantCulture, $"{Averages.Middle(points.ToArray()),8:0}  ");
        foreach (var cause in healthy.Where(one => one.Cause is not null).GroupBy(one => one.Cause).OrderBy(g => g.Key))
            line.Append(CultureInfo.InvariantCulture, $"{cause.Key} {100.0 * cause.Count() / healthy.Length:0.0} ");
        return line.ToString().TrimEnd();
    }

    private static string Percent(IEnumerable<bool> seen)
    {
        var all = seen.ToArray();
        return all.Length == 0 ? "–" : (100.0 * all.Count(one => one) / all.Length).ToString("0.0", CultureInfo.InvariantCulture);
    }

    private sealed record Verdicts(Trial Trial, TrialVerdict Healthy, TrialVerdict[] Faults);
}
