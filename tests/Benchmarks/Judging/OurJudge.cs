using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Verdicts;
using Bellwether.Testing.Judging;

namespace Bellwether.Benchmarks.Judging;

/// <summary>Our judge on one trial: learns once, then judges the trial as it was and with each fault.</summary>
internal sealed class OurJudge
{
    private const double Tolerate = 0.5;
    private const double FewestCovered = 0.7;

    private readonly Trial _trial;
    private readonly Calibration?[] _calibrations;

    public OurJudge(Trial trial, JudgeBenchmarkOptions options)
    {
        _trial = trial;
        _calibrations = new Calibration?[trial.Signals.Count];
        for (var place = 0; place < _calibrations.Length; place++)
            _calibrations[place] = Calibrator.Learn(
                new()
                {
                    Levels = trial.History(place),
                    Interval = trial.Series.Interval,
                    Masked = options.Masks ? Masked(trial) : [],
                },
                new()
                {
                    WarmUp = JudgeBenchmarkOptions.WarmUp,
                    Window = trial.Window,
                    Looks = LookSchedule.Of(JudgeBenchmarkOptions.WarmUp, trial.Window),
                    Seed = Seed(trial, place),
                });
    }

    /// <param name="budget">Share of healthy deployments that may be rolled back.</param>
    /// <param name="faulty">Levels of the faulty signal in place of its own; null: the trial as it was.</param>
    public TrialVerdict Judge(double budget, double[]? faulty)
    {
        var needed = Math.Log(1 / budget);
        var findings = new PlaceboFinding?[_calibrations.Length];
        TrialVerdict? rollback = null;
        var strongest = 0.0;
        for (var place = 0; place < findings.Length; place++)
        {
            if (_calibrations[place] is not { } calibration) continue;
            var observed = place == _trial.Faulty && faulty is not null ? faulty : _trial.Healthy(place).ToArray();
            var finding = findings[place] = PlaceboWatch.Examine(new()
            {
                Calibration = calibration,
                Before = _trial.History(place),
                Observed = observed,
                LogWeight = LogWeight(place),
                Needed = needed,
            });
            if (finding?.CrossedAt is not { } at) continue;
            if (rollback is { } first && (at > first.AtPoint || (at == first.AtPoint && finding.Strength <= strongest)))
                continue;
            (rollback, strongest) = (new(Decision.Rollback, null, place, at), finding.Strength);
        }

        return rollback ?? Undecided(findings);
    }

    private TrialVerdict Undecided(PlaceboFinding?[] findings)
    {
        for (var place = 0; place < _trial.Critical; place++)
            if (Averages.Finite(_trial.Healthy(place)).Length < FewestCovered * _trial.Window)
                return Inconclusive(Cause.NoData);
        for (var place = 0; place < _trial.Critical; place++)
            if (_calibrations[place] is null) return Inconclusive(Cause.NoBaseline);
        for (var place = 0; place < _trial.Critical; place++)
            if (findings[place] is not { } finding) return Inconclusive(Cause.NoData);
            else if (finding.High > Tolerate * Math.Abs(finding.Normal)) return Inconclusive(Cause.NotExcluded);
        return new(Decision.Promote, null, null, _trial.Window);
    }

    private TrialVerdict Inconclusive(Cause cause) => new(Decision.Inconclusive, cause, null, _trial.Window);

    /// <summary>One share a signal, two a critical one.</summary>
    private double LogWeight(int place) =>
        Math.Log((place < _trial.Critical ? 2.0 : 1.0) / (_trial.Signals.Count + _trial.Critical));

    private static ulong Seed(Trial trial, int place)
    {
        var seed = (ulong)trial.At << 16 | (uint)trial.Signals[place];
        foreach (var letter in trial.Series.Name) seed = seed * 31 + letter;
        return new Draws(seed).Next();
    }

    private static List<MaskedRange> Masked(Trial trial)
    {
        var masked = new List<MaskedRange>();
        var start = trial.At - trial.HistoryPoints;
        for (var i = start; i < trial.At; i++)
        {
            if (!trial.Series.Sick[i]) continue;
            var from = i;
            while (i < trial.At && trial.Series.Sick[i]) i++;
            masked.Add(new(from - start, i - start));
        }

        return masked;
    }
}
