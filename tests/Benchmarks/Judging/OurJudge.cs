using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Our judge on one trial: learns once, then judges the trial as it was and with each fault.</summary>
internal sealed class OurJudge
{
    private readonly Trial _trial;
    private readonly string[] _names;
    private readonly CaseQuestion _question;
    private readonly CalibrationCache _known = new();

    public OurJudge(Trial trial, JudgeBenchmarkOptions options)
    {
        _trial = trial;
        var names = _names = [.. trial.Signals.Select(signal => trial.Series.Signals[signal])];
        _question = new()
        {
            Series = new()
            {
                Name = trial.Series.Name,
                IntervalSeconds = trial.Series.Interval.TotalSeconds,
                Signals = names.Zip(trial.Signals, (name, signal) => (name, trial.Series.Levels[signal]))
                    .ToDictionary(one => one.name, one => one.Item2),
                Mask = options.Masks ? Masked(trial) : [],
            },
            At = trial.At,
            HistoryPoints = trial.HistoryPoints,
            Signals = names,
            WarmUpPoints = JudgeBenchmarkOptions.WarmUp,
            WindowPoints = trial.Window,
            Critical = names.Take(trial.Critical).ToHashSet(),
        };
    }

    /// <param name="budget">Share of healthy deployments that may be rolled back.</param>
    /// <param name="faulty">Levels of the faulty signal in place of its own; null: the trial as it was.</param>
    public TrialVerdict Judge(double budget, double[]? faulty)
    {
        var question = _question with { FalseRollbackBudget = budget };
        if (faulty is not null && _trial.Faulty is { } place)
            question = question with { Observed = new Dictionary<string, double[]> { [_names[place]] = faulty } };
        var answer = CaseJudge.Judge(question, _known);
        var named = answer.Decision is Decision.Rollback && answer.Signal is { } signal
            ? Array.IndexOf(_names, signal)
            : (int?)null;
        return new(answer.Decision, answer.Cause, named, answer.AtPoint);
    }

    private static List<MaskedRange> Masked(Trial trial)
    {
        var masked = new List<MaskedRange>();
        for (var i = 0; i < trial.At; i++)
        {
            var from = i;
            while (i < trial.At && trial.Series.Sick[i]) i++;
            if (i > from) masked.Add(new(from, i));
        }

        return masked;
    }
}
