using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Controls;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>A level that has a control with a history: the two set against each other, look by look.</summary>
internal sealed class ControlSignal
{
    private readonly CaseQuestion own;
    private readonly CompareRulePlan plan;
    private readonly TimeSpan interval;
    private readonly double[] observed;
    private readonly ControlledQuestion question;

    private ControlSignal(CaseQuestion own, CompareRulePlan plan)
    {
        (this.own, this.plan) = (own, plan);
        var (treated, control) = (Levels(own.Series!), Levels(own.Control!));
        interval = TimeSpan.FromSeconds(own.Series!.IntervalSeconds);
        observed = Window(own.Observed.TryGetValue(plan.Signal, out var given) ? given : After(treated));
        var (ours, theirs) = (HistoryOf(own.Series, treated), HistoryOf(own.Control!, control));
        question = new()
        {
            Calibration = ControlledCalibration.Learn(ours, theirs, new()
            {
                WarmUp = own.WarmUpPoints,
                Window = own.WindowPoints,
                Looks = LookSchedule.Of(own.WarmUpPoints, own.WindowPoints),
                Seed = CaseSeed.Of(own.Series.Name, own.At, [plan.Signal]),
            }),
            TreatedBefore = Last(ours.Levels),
            TreatedObserved = observed,
            ControlBefore = Last(theirs.Levels),
            ControlObserved = Window(After(control)),
            WarmUp = own.WarmUpPoints,
            Direction = plan.Direction,
            Allow = plan.Allow,
            Needed = -Math.Log(own.FalseRollbackBudget),
        };
    }

    public static CaseAnswer Judge(CaseQuestion own, CompareRulePlan plan) => new ControlSignal(own, plan).Judge();

    /// <summary>The signal as a rule.</summary>
    public static CompareRulePlan PlanOf(CaseQuestion question, string name) => new()
    {
        Name = name,
        Signal = name,
        Critical = question.Critical.Contains(name),
        Direction = question.Directions.TryGetValue(name, out var own) ? own
            : question.Series?.Directions.TryGetValue(name, out var common) is true ? common : Direction.Increase,
        Allow = question.Allow.TryGetValue(name, out var allow) ? allow : CaseSignals.DefaultAllow,
        Tolerate = question.Tolerate.TryGetValue(name, out var most) ? most : CompareRuleOptions.DefaultTolerance,
    };

    private CaseAnswer Judge()
    {
        foreach (var point in Moments())
        {
            var evidence = At(point);
            if (evidence.Outcome == Outcome.Fail || point == own.WindowPoints)
                return ControlPair.AnswerTo(evidence, point);
        }

        throw new InvalidOperationException("A window without a last look.");
    }

    /// <summary>Blocks are asked once, at the end; a calibrated difference at each look.</summary>
    private IEnumerable<int> Moments() => question.Calibration.Difference is null
        ? [own.WindowPoints]
        : LookSchedule.Of(own.WarmUpPoints, own.WindowPoints).Append(own.WindowPoints).Distinct();

    private Evidence At(int point)
    {
        var asked = question with
        {
            TreatedObserved = question.TreatedObserved[..point],
            ControlObserved = question.ControlObserved[..point],
        };
        var found = ControlledWatch.Examine(asked);
        var evidence = found.ByHistory is { } seen ? Told(seen, point) : ByBlocks(found, point);
        if (found.ControlFails) return Inconclusive(evidence, Cause.SharedCause,
            $"{plan.Signal} is as bad on the control at the same time: the version is not the only cause");
        return evidence.Outcome == Outcome.Fail || Coverage(point) >= Finding.LeastCoverage ? evidence
            : Inconclusive(evidence, Cause.NoData, $"{plan.Signal} has data in only"
                + $" {Wording.Percent(Coverage(point))} of the points since the warm-up, on both sides together");
    }

    private Evidence Told(PlaceboFinding seen, int point)
    {
        var evidence = PlaceboEvidence.Of(new()
        {
            Plan = plan,
            Name = plan.Signal,
            Unit = "",
            Finding = seen,
            Calibration = question.Calibration.Difference!,
            Interval = interval,
            Observed = question.TreatedObserved[..point],
            Beyond = "than its control explains",
        });
        return evidence with { Baseline = evidence.Baseline! with { Kind = "control" } };
    }

    private Evidence ByBlocks(ControlledFinding found, int point)
    {
        var asked = new ControlQuestion
        {
            Baseline = question.ControlBefore,
            Observed = question.TreatedObserved[..point],
            Direction = plan.Direction,
            Needed = question.Needed,
        };
        var blocks = found.ByBlocks ?? new()
        {
            Points = (question.TreatedBefore.Length, observed.Count(double.IsFinite)),
            Cause = Cause.NoData,
        };
        return ControlEvidence.Of(asked, blocks, new(plan.Name, plan.Signal, "")
        {
            Critical = plan.Critical,
            Tolerate = plan.Tolerate,
        });
    }

    private static Evidence Inconclusive(Evidence evidence, Cause cause, string explanation) =>
        evidence with { Outcome = Outcome.Inconclusive, Cause = cause, Explanation = explanation };

    /// <summary>Share of the points since the warm-up that both sides have.</summary>
    private double Coverage(int point)
    {
        var seen = 0;
        for (var i = own.WarmUpPoints; i < point; i++)
            if (double.IsFinite(observed[i]) && double.IsFinite(question.ControlObserved.Span[i]))
                seen++;
        return point > own.WarmUpPoints ? (double)seen / (point - own.WarmUpPoints) : 0;
    }

    private double[] Levels(SeriesDefinition series) =>
        series.Signals.TryGetValue(plan.Signal, out var levels) ? levels : [];

    private ReadOnlyMemory<double> After(double[] levels) => levels.AsMemory(Math.Min(own.At, levels.Length));

    private double[] Window(ReadOnlyMemory<double> given)
    {
        var window = new double[own.WindowPoints];
        Array.Fill(window, double.NaN);
        given[..Math.Min(given.Length, window.Length)].CopyTo(window);
        return window;
    }

    private LevelHistory HistoryOf(SeriesDefinition series, double[] levels)
    {
        var most = own.HistoryPoints ?? (int)Math.Min(int.MaxValue, CaseHistory.DefaultLength / interval);
        var end = Math.Min(own.At, levels.Length);
        var from = Math.Clamp(own.At - most, 0, end);
        return new()
        {
            Levels = levels.AsMemory(from, end - from),
            Interval = interval,
            Direction = plan.Direction,
            Masked = [.. series.Mask.Select(range => new MaskedRange(Math.Max(0, range.From - from), range.To - from))
                .Where(range => range.From < range.To)],
        };
    }

    private static ReadOnlyMemory<double> Last(ReadOnlyMemory<double> levels) =>
        levels[Math.Max(0, levels.Length - Statistics.BasePoints)..];
}
