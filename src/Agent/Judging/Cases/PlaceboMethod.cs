using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>A level against pretend deployments. JUDGE section 3.</summary>
internal sealed class PlaceboMethod : CaseMethod
{
    private readonly CasePlacebos placebos;
    private readonly double logWeight;
    private readonly PlaceboFinding? whole;

    public PlaceboMethod(CaseSignal signal, CasePlacebos placebos, double logWeight)
        : base(signal, placebos.Scene)
    {
        (this.placebos, this.logWeight) = (placebos, logWeight);
        whole = PlaceboWatch.Examine(placebos.Ask(signal, logWeight, placebos.Scene.Window));
    }

    public override int? CrossedAt => whole?.CrossedAt;

    public override bool CouldJudge
    {
        get
        {
            var seen = 0;
            var before = Signal.Before.Span;
            foreach (var level in before[Math.Max(0, before.Length - Statistics.BasePoints)..])
                seen += double.IsFinite(level) ? 1 : 0;
            return seen >= Statistics.BasePoints * (1 - Statistics.MostMissing);
        }
    }

    public override double? StrengthAt(int point) =>
        SeenAt(point) is { } seen && double.IsFinite(seen.Strength) ? seen.Strength : null;

    /// <summary>What was bounded at an earlier look that could have promoted stays bounded, as long as no more is seen
    /// at
    /// the end than is tolerated: the longer watch only adds chances to fail.</summary>
    public override Finding At(int point)
    {
        var (finding, seen) = Told(point);
        if (point < Scene.Window || seen is null || finding.Evidence.Cause != Cause.NotExcluded) return finding;
        if (!PlaceboEvidence.IsTolerable(Signal.Plan, seen)) return finding;
        foreach (var look in Scene.Looks.Reverse().Where(look => look >= (Scene.Window + 1) / 2 && look < point))
            if (Told(look).Finding is { Evidence.Outcome: Outcome.Pass } earlier)
                return earlier with
                {
                    Coverage = finding.Coverage,
                    Evidence = earlier.Evidence with
                    {
                        Explanation = $"{earlier.Evidence.Explanation}; so after {look} points, and it did not fail"
                            + $" until {point}",
                    },
                };
        return finding;
    }

    private (Finding Finding, PlaceboFinding? Seen) Told(int point)
    {
        var coverage = Scene.CoverageOf(Signal.Seen, point);
        if (SeenAt(point) is not { } seen) return (LevelFindings.Unknown(Signal, coverage), null);
        var finding = LevelFindings.Of(Signal, Telling(seen), coverage, Scene.WarmUp..point);
        return (finding with { Evidence = finding.Evidence with { Strength = Strength } }, seen);
    }

    private PlaceboFinding? SeenAt(int point) => whole is null || point == Scene.Window ? whole
        : PlaceboWatch.Examine(placebos.Ask(Signal, logWeight, point));

    private PlaceboTelling Telling(PlaceboFinding finding) => new()
    {
        Plan = Signal.Plan,
        Name = Signal.Name,
        Unit = Signal.Unit,
        Finding = finding,
        Calibration = Signal.Calibration!,
        Interval = Signal.Interval,
        Observed = Signal.Levels,
        LogWeight = logWeight,
    };
}
