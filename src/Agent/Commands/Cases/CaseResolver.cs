using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Cases;

namespace Bellwether.Agent.Commands.Cases;

/// <summary>Looks up what a case names, and refuses what cannot be judged.</summary>
internal static class CaseResolver
{
    /// <summary>Name of a pair's signal.</summary>
    public const string PairSignal = "value";

    /// <exception cref="RefusedLineException">It cannot be judged.</exception>
    public static CaseQuestion Resolve(CaseDraft draft, Definitions definitions)
    {
        var question = draft.PairBaseline is { } baseline ? Pair(draft, baseline) : OfSeries(draft, definitions);
        CheckNames(question);
        return question.WarmUpPoints + 2 <= question.WindowPoints || question.Baselines.Count > 0
            ? question
            : throw new RefusedLineException(
                $"windowPoints: a warm-up of {question.WarmUpPoints} points needs a window of at least "
                + $"{question.WarmUpPoints + 2}, not {question.WindowPoints}");
    }

    private static CaseQuestion Pair(CaseDraft draft, double[] baseline)
    {
        var observed = draft.PairObserved
            ?? throw new RefusedLineException("observed: a pair needs a list of numbers beside its baseline");
        foreach (var (given, key) in new (bool, string)[]
        {
            (draft.Series is not null, "series"), (draft.Control is not null, "control"), (draft.At is not null, "at"),
            (draft.HistoryPoints is not null, "historyPoints"), (draft.Counts.Count > 0, "counts"),
            (draft.WarmUpPoints is > 0, "warmUpPoints"), (draft.WindowPoints is not null, "windowPoints"),
            (draft.Signals is { } names && !names.SequenceEqual([PairSignal]), "signals"),
        })
            if (given)
                throw new RefusedLineException(
                    $"{key}: a pair has no history and no warm-up, its window is all of observed, its signal is"
                    + $" '{PairSignal}'");
        return Common(draft) with
        {
            Signals = [PairSignal],
            Baselines = new Dictionary<string, double[]> { [PairSignal] = baseline },
            Observed = new Dictionary<string, double[]> { [PairSignal] = observed },
            Directions = draft.PairDirection is { } direction
                ? new Dictionary<string, Direction> { [PairSignal] = direction } : draft.Directions,
            WarmUpPoints = 0,
            WindowPoints = observed.Length,
        };
    }

    private static CaseQuestion OfSeries(CaseDraft draft, Definitions definitions)
    {
        if (draft.PairObserved is not null)
            throw new RefusedLineException(
                "observed: a list needs a baseline beside it; else it is an object by signal");
        if (draft.PairDirection is not null)
            throw new RefusedLineException("direction: it is for a pair; use directions");
        if (draft.Signals is not { Count: > 0 } signals)
            throw new RefusedLineException("signals: at least one is needed");
        foreach (var (given, key) in new (bool, string)[]
        {
            (draft.At is not null, "at"), (draft.HistoryPoints is not null, "historyPoints"),
            (draft.Control is not null, "control"),
        })
            if (given && draft.Series is null)
                throw new RefusedLineException($"{key}: it needs a series");
        var series = draft.Series is null ? null : definitions.Find(draft.Series);
        if (series is not null && draft.At is null) throw new RefusedLineException("at: it is needed beside a series");
        var question = Common(draft) with
        {
            Series = series,
            Control = draft.Control is null ? null : definitions.Find(draft.Control),
            At = draft.At ?? 0,
            HistoryPoints = draft.HistoryPoints,
            Signals = signals,
        };
        foreach (var name in signals) CheckSignal(question, name);
        return question;
    }

    private static CaseQuestion Common(CaseDraft draft) => new()
    {
        Signals = draft.Signals ?? [],
        Observed = draft.Observed,
        Counts = draft.Counts,
        Directions = draft.Directions,
        WarmUpPoints = draft.WarmUpPoints ?? CaseQuestion.DefaultWarmUpPoints,
        WindowPoints = draft.WindowPoints ?? CaseQuestion.DefaultWindowPoints,
        FalseRollbackBudget = draft.FalseRollbackBudget ?? CaseQuestion.DefaultFalseRollbackBudget,
        Allow = draft.Allow,
        Tolerate = draft.Tolerate,
        Critical = draft.Critical.ToHashSet(StringComparer.Ordinal),
    };

    private static void CheckSignal(CaseQuestion question, string name)
    {
        var (series, control) = (question.Series, question.Control);
        var brought = question.Counts.TryGetValue(name, out var pairs);
        var observed = question.Observed.ContainsKey(name) || pairs?.Observed is not null;
        if (brought && question.Observed.ContainsKey(name))
            throw new RefusedLineException($"'{name}' is in observed and in counts: a signal is one of the two");
        var length = series is null ? null : LengthOf(series, name);
        if (series is null ? !brought && !observed : length is null && !(brought && pairs!.Baseline is not null))
            throw new RefusedLineException(series is null
                ? $"there is no signal '{name}': no series is named, and neither observed nor counts has it"
                : $"series '{series.Name}' has no signal '{name}'" + Meant(series, name));
        if (control is not null && LengthOf(control, name) is null)
            throw new RefusedLineException($"control '{control.Name}' has no signal '{name}'" + Meant(control, name));
        if (control is not null && series is not null && control.IntervalSeconds != series.IntervalSeconds)
            throw new RefusedLineException($"control '{control.Name}' has points of {control.IntervalSeconds:R} s,"
                + $" series '{series.Name}' of {series.IntervalSeconds:R} s: they are compared point by point");
        if (series is not null && series.Signals.ContainsKey(name) && brought)
            throw new RefusedLineException($"counts.{name}: it is a level in series '{series.Name}'");
        if (series is not null && series.Counts.ContainsKey(name) && question.Observed.ContainsKey(name))
            throw new RefusedLineException(
                $"observed.{name}: it counts in series '{series.Name}'; give counts.{name}.observed");
        var end = length ?? 0;
        if (series is not null && length is not null && question.At > end)
            throw new RefusedLineException($"at: {question.At} is beyond the {end} points of '{name}'");
        if (!observed && question.At >= end)
            throw new RefusedLineException(
                $"'{name}' has no points after t0: its history ends there, and it is not observed");
    }

    /// <summary>What is said of a signal must be said of one that is judged.</summary>
    private static void CheckNames(CaseQuestion question)
    {
        foreach (var name in question.Critical)
            if (!question.Signals.Contains(name))
                throw new RefusedLineException($"critical: '{name}' is not among the signals");
        Check(question, question.Observed.Keys, "observed");
        Check(question, question.Counts.Keys, "counts");
        Check(question, question.Directions.Keys, "directions");
        Check(question, question.Allow.Keys, "allow");
        Check(question, question.Tolerate.Keys, "tolerate");
    }

    private static void Check(CaseQuestion question, IEnumerable<string> names, string where)
    {
        foreach (var name in names)
            if (!question.Signals.Contains(name)
                && (question.Series is null || LengthOf(question.Series, name) is null))
                throw new RefusedLineException($"{where}: there is no signal '{name}'");
    }

    private static int? LengthOf(SeriesDefinition series, string name) =>
        series.Signals.TryGetValue(name, out var levels) ? levels.Length
        : series.Counts.TryGetValue(name, out var pairs) ? pairs.Length : null;

    private static string Meant(SeriesDefinition series, string name) =>
        Complaints.Nearest(name, series.Signals.Keys.Concat(series.Counts.Keys)) is { } meant
            ? $": did you mean '{meant}'?" : "";
}
