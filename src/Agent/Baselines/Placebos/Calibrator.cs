using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Baselines.Placebos;

/// <summary>Learns what signals do at moments when nothing was deployed.</summary>
/// <remarks>Source: JUDGE section 3, and section 8's first idea: a signal is explained by its own past and by its
/// siblings, where that pays.</remarks>
internal static class Calibrator
{
    /// <summary>One signal alone; null where its history is too short: under 12 hours, or under 40 placebos.</summary>
    public static Calibration? Learn(LevelHistory history, PlaceboPlan plan) => Learn([history], plan)[0];

    /// <summary>Signals of one deployment, all of the same length and interval.</summary>
    /// <returns>In their order; null where a signal's history is too short to say anything.</returns>
    public static IReadOnlyList<Calibration?> Learn(IReadOnlyList<LevelHistory> histories, PlaceboPlan plan)
    {
        var signals = histories.Select(history => new LearnedSignal(history, plan)).ToArray();
        var able = signals.Where(signal => signal.Length >= Calibration.ShortestHistory).ToArray();
        // A window as long as a day would see its own season.
        if (able.Length == 0 || plan.Window > SeasonalLevel.LongestWindow(histories[0].Interval))
            return new Calibration?[signals.Length];
        var points = able[0].Levels.Length;
        var mask = MaskOf(histories, points);
        var earliest = able.Min(signal => signal.Earliest);
        var times = Unmasked(PlaceboTimes.Draw(earliest, points, points, plan), mask, plan);
        foreach (var signal in able) signal.WalkUp(times);
        var calibrations = new Calibration?[signals.Length];
        for (var i = 0; i < signals.Length; i++)
        {
            var kept = signals[i].Up.Count(path => path is not null);
            // Moments that suit a long history are few in a short one: it has more of its own.
            if (signals[i].Length >= Calibration.ShortestHistory && signals[i].Earliest > earliest
                && kept < PlaceboTimes.Most / 2)
                calibrations[i] = Learn([histories[i]], plan)[0];
            else if (kept >= PlaceboTimes.Fewest)
                calibrations[i] = Learn(signals, i, times, mask, plan, histories[i].Interval);
        }

        return calibrations;
    }

    private static Calibration Learn(
        LearnedSignal[] signals, int index, int[] times, bool[] mask, PlaceboPlan plan, TimeSpan interval)
    {
        var signal = signals[index];
        var kept = Enumerable.Range(0, times.Length).Where(p => signal.Up[p] is not null).ToArray();
        var free = 0;
        for (var i = signal.First; i < mask.Length; i++) free += mask[i] || double.IsNaN(signal.Levels[i]) ? 0 : 1;
        var days = free * (interval / TimeSpan.FromDays(1));
        var windows = (double)free / plan.Window;
        var tables = new TableMaker(Tail.ShapeOf(windows, days));
        var explained = new Explainer(signals, index, times, kept, plan).Explain(windows);
        var sides = new List<DirectionTable>();
        if (signal.Direction != Direction.Decrease)
            sides.Add(tables.Side(1, signal.ReachUp, [.. kept.Select(p => signal.Up[p]!)], explained));
        if (signal.Direction != Direction.Increase)
        {
            var (paths, reach) = signal.WalkDown(times);
            sides.Add(tables.Side(-1, reach, [.. kept.Select(p => paths[p]!)], explained));
        }

        return new()
        {
            WarmUp = plan.WarmUp,
            Looks = plan.Looks,
            Seasonal = signal.Seasonal[Math.Max(0, signal.Levels.Length - Statistics.BasePoints)..],
            HasSeason = signal.HasSeason,
            Yesterday = signal.DaysBefore(1),
            LastWeek = signal.LastWeek(),
            DayMean = signal.DayMean(signal.Levels.Length),
            HoursMean = signal.HoursMean(signal.Levels.Length),
            Siblings = explained.Siblings,
            Explanations = [.. explained.Parts.Select(part => part.Explanation)],
            Sides = sides,
            Placebos = kept.Length,
            Days = days,
        };
    }

    private static bool[] MaskOf(IReadOnlyList<LevelHistory> histories, int points)
    {
        var mask = new bool[points];
        foreach (var range in histories.SelectMany(history => history.Masked))
            for (var i = Math.Max(0, range.From); i < Math.Min(points, range.To); i++)
                mask[i] = true;
        return mask;
    }

    /// <summary>Moments whose window holds no masked point.</summary>
    private static int[] Unmasked(int[] times, bool[] mask, PlaceboPlan plan)
    {
        var before = new int[mask.Length + 1];
        for (var i = 0; i < mask.Length; i++) before[i + 1] = before[i] + (mask[i] ? 1 : 0);
        return Array.FindAll(times, at => before[at + plan.Window] == before[at]);
    }
}
