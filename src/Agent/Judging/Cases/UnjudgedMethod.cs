using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>A level without enough history.</summary>
internal sealed class UnjudgedMethod(CaseSignal signal, CaseScene scene) : CaseMethod(signal, scene)
{
    public override int? CrossedAt => null;

    public override bool CouldJudge => false;

    public override double? StrengthAt(int point) => null;

    public override Finding At(int point)
    {
        var coverage = Scene.CoverageOf(Signal.Seen, point);
        if (coverage < Finding.LeastCoverage) return CaseFindings.TooFew(Signal, PlaceboEvidence.Method, coverage);
        return CaseFindings.Cannot(Signal, PlaceboEvidence.Method, Cause.NoBaseline,
            $"{Signal.Plan.Signal} has too little history behind it:"
            + $" {Wording.Span(Calibration.ShortestHistory)} and {PlaceboTimes.Fewest} pretend deployments are needed")
            with
        { Coverage = coverage };
    }
}
