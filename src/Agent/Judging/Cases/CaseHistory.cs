using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Compare;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>The part of a series that is history to a case.</summary>
internal sealed class CaseHistory
{
    /// <summary>Older points say little about now.</summary>
    public static readonly TimeSpan DefaultLength = TimeSpan.FromDays(14);

    /// <summary>E5 stands beside the placebo judge in histories shorter than this. Longer ones: only if a measurement
    /// says that it pays.</summary>
    public static readonly TimeSpan LongestForE5 = TimeSpan.FromDays(HistoryTable.PlaceboAloneFromDays);

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>A day may have holes and masks, but not be half of one.</summary>
    private const double LeastOfDay = 0.5;

    private readonly CaseQuestion question;
    private readonly SeriesDefinition series;
    private readonly MaskedRange[] masked;

    public CaseHistory(CaseQuestion question, SeriesDefinition series)
    {
        (this.question, this.series) = (question, series);
        Interval = TimeSpan.FromSeconds(series.IntervalSeconds);
        var points = question.HistoryPoints ?? (int)Math.Min(int.MaxValue, DefaultLength / Interval);
        From = Math.Max(0, question.At - points);
        // In indexes of the history. What lies in the future is not masked: JUDGE section 7.
        masked = [.. series.Mask
            .Select(range => new MaskedRange(
                Math.Max(0, range.From - From), Math.Min(question.At, range.To) - From))
            .Where(range => range.From < range.To)];
    }

    /// <summary>Width of a point.</summary>
    public TimeSpan Interval { get; }

    /// <summary>Index of the first point that is history.</summary>
    public int From { get; }

    /// <summary>Points of a signal before t0, as many as the history has.</summary>
    /// <param name="all">The whole series of the signal; where it is shorter, points are missing.</param>
    /// <param name="missing">Such a point.</param>
    public ReadOnlyMemory<T> Before<T>(T[] all, T missing)
    {
        if (all.Length >= question.At) return all.AsMemory(From, question.At - From);
        var padded = new T[question.At - From];
        Array.Fill(padded, missing);
        if (all.Length > From) all.AsSpan(From).CopyTo(padded);
        return padded;
    }

    /// <summary>What healthy moments do to signals, in their order; null where the history says too little.</summary>
    public IReadOnlyList<Calibration?> Calibrate(IReadOnlyList<CaseSignal> signals, CalibrationCache cache)
    {
        var names = string.Join('\n', signals.Select(signal => $"{signal.Plan.Direction} {signal.Plan.Signal}"));
        var key = new CalibrationCache.Key(
            names, signals.Count, From, question.At, question.WarmUpPoints, question.WindowPoints);
        return cache.Get(series, key, () => Learn(signals));
    }

    /// <summary>The last day as E5 knows it; null where E5 does not speak: under a day, from four days on, or where the
    /// budget is smaller than its cost.</summary>
    public DayBaseline? LastDay(ReadOnlySpan<double> levels)
    {
        if (!(question.FalseRollbackBudget > CompareByE5.FalseRollbackRate)) return null;
        var first = 0;
        while (first < levels.Length && !double.IsFinite(levels[first])) first++;
        var length = (levels.Length - first) * Interval;
        if (length < Day || length >= LongestForE5) return null;
        var inDay = (int)Math.Ceiling(Day / Interval);
        var day = levels[^inDay..].ToArray();
        foreach (var range in masked)
        {
            var offset = levels.Length - inDay;
            for (var i = Math.Max(range.From, offset); i < Math.Min(range.To, levels.Length); i++)
                day[i - offset] = double.NaN;
        }

        var usual = Array.FindAll(day, double.IsFinite);
        return usual.Length < inDay * LeastOfDay ? null : DayBaseline.Of(usual);
    }

    /// <summary>The last unmasked pairs before t0.</summary>
    public CountBaseline Counts(ReadOnlySpan<CountPair> pairs)
    {
        var newest = new List<CountPair>(CountBaseline.MostPoints);
        for (var i = pairs.Length - 1; i >= 0 && newest.Count < CountBaseline.MostPoints; i--)
            if (pairs[i].Seen && !IsMasked(i))
                newest.Add(pairs[i]);
        return CountBaseline.Of(newest);
    }

    private IReadOnlyList<Calibration?> Learn(IReadOnlyList<CaseSignal> signals) => Calibrator.Learn(
        [.. signals.Select(signal => HistoryOf(signal.Plan, signal.Before))],
        PlanOf(signals.Select(signal => signal.Plan.Signal)));

    private LevelHistory HistoryOf(CompareRulePlan plan, ReadOnlyMemory<double> levels) => new()
    {
        Levels = levels,
        Interval = Interval,
        Direction = plan.Direction,
        Masked = masked,
    };

    private PlaceboPlan PlanOf(IEnumerable<string> signals) => new()
    {
        WarmUp = question.WarmUpPoints,
        Window = question.WindowPoints,
        Looks = LookSchedule.Of(question.WarmUpPoints, question.WindowPoints),
        Seed = CaseSeed.Of(series.Name, question.At, signals),
    };

    private bool IsMasked(int index)
    {
        foreach (var range in masked)
            if (index >= range.From && index < range.To)
                return true;
        return false;
    }
}
