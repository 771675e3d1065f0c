namespace Bellwether.Testing.Judging;

/// <summary>Draws pretend deployments at random moments of one data set.</summary>
internal static class TrialDraw
{
    private const int TriesForEach = 200;

    /// <summary>In the order drawn; fewer than asked for where the files are too short or too sick.</summary>
    public static IReadOnlyList<Trial> Of(IReadOnlyList<MeasuredSeries> files, TrialPlan plan)
    {
        var draws = new Draws(plan.Seed);
        var lively = files.Select(file => (File: file, Signals: Lively(file)))
            .Where(file => file.Signals.Length > 0 && First(file.File, plan) is { } first
                && first + plan.Window <= file.File.Length)
            .ToArray();
        var trials = new List<Trial>();
        var tries = lively.Length > 0 ? plan.Count * TriesForEach : 0;
        while (tries-- > 0 && trials.Count < plan.Count)
        {
            var (file, signals) = lively[draws.Below(lively.Length)];
            var first = First(file, plan)!.Value;
            var at = first + draws.Below(file.Length - plan.Window - first + 1);
            if (file.Sick.AsSpan()[(at - TrialPlan.BasePoints)..(at + plan.Window)].Contains(true)) continue;
            var chosen = draws.Choose(Math.Min(TrialPlan.SignalsOfEach, signals.Length), signals.Length);
            var trial = new Trial
            {
                Series = file,
                At = at,
                HistoryPoints = Math.Min(at, (int)(plan.History / file.Interval)),
                Window = plan.Window,
                Signals = Array.ConvertAll(chosen, place => signals[place]),
                Faulty = null,
            };
            trials.Add(trial with { Faulty = Faulty(trial, draws) });
        }

        return trials;
    }

    /// <summary>Earliest first point after t0; null where the file has not the history that is asked for.</summary>
    private static int? First(MeasuredSeries file, TrialPlan plan)
    {
        var wanted = (int)(plan.History / file.Interval);
        if (wanted + plan.Window <= file.Length) return Math.Max(wanted, TrialPlan.BasePoints);
        if (plan.ExactHistory) return null;
        return Math.Max(TrialPlan.BasePoints, (int)(TrialPlan.ShortestHistory / file.Interval));
    }

    private static int[] Lively(MeasuredSeries file)
    {
        var lively = new List<int>();
        for (var s = 0; s < file.Levels.Count; s++)
        {
            var values = Array.FindAll(file.Levels[s], double.IsFinite);
            if (values.Length > 0 && Array.Exists(values, value => value != values[0])) lively.Add(s);
        }

        return [.. lively];
    }

    /// <summary>A signal that moves and whose level is above zero before and after t0: zero times two is
    /// zero.</summary>
    private static int? Faulty(Trial trial, Draws draws)
    {
        var able = new List<int>();
        for (var place = 0; place < trial.Signals.Count; place++)
            if (Averages.Spread(trial.LastDay(place)) > 0
                && Averages.Middle(trial.LastDay(place)[^TrialPlan.BasePoints..]) > 0
                && Averages.Middle(trial.Healthy(place)) > 0
                && Averages.Finite(trial.Healthy(place)).Length >= trial.Window * 0.7)
                able.Add(place);
        return able.Count == 0 ? null : able[draws.Below(able.Count)];
    }
}
