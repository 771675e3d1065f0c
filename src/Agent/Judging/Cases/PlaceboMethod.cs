using Bellwether.Agent.Judging.Placebos;

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

    public override double? StrengthAt(int point) =>
        SeenAt(point) is { } seen && double.IsFinite(seen.Strength) ? seen.Strength : null;

    public override Finding At(int point)
    {
        var coverage = Scene.CoverageOf(Signal.Seen, point);
        if (SeenAt(point) is not { } seen) return LevelFindings.Unknown(Signal, coverage);
        var finding = LevelFindings.Of(Signal, Telling(seen), coverage, Scene.WarmUp..point);
        return finding with { Evidence = finding.Evidence with { Strength = Strength } };
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
