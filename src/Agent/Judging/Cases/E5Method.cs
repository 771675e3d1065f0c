using Bellwether.Agent.Judging.Rules.Compare;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Five points beyond anything that the last day had.</summary>
internal sealed class E5Method : CaseMethod
{
    private readonly int? crossedAt;

    public E5Method(CaseSignal signal, CaseScene scene)
        : base(signal, scene)
    {
        crossedAt = scene.WarmUp + E5Test.CrossedAt(signal.Day!, signal.Levels.AsSpan(scene.WarmUp), signal.Plan);
    }

    /// <summary>Whether another method of the same signal carries the promote.</summary>
    public bool Beside { get; init; }

    public override int? CrossedAt => crossedAt;

    public override double? StrengthAt(int point) => null;

    public override Finding At(int point)
    {
        var (plan, day) = (Signal.Plan, Signal.Day!);
        var coverage = Scene.CoverageOf(Signal.Seen, point);
        var fails = crossedAt <= point;
        if (!fails && coverage < Finding.LeastCoverage)
            return CaseFindings.TooFew(Signal, E5Evidence.Method, coverage) with { Beside = Beside };
        var seen = Array.FindAll(Signal.Levels[Scene.WarmUp..point], double.IsFinite);
        var passes = !fails && (Beside || !plan.Critical);
        return new()
        {
            Coverage = coverage,
            Beside = Beside,
            NotExcluded = fails || Beside ? null : E5Evidence.NothingBounded,
            Evidence = E5Evidence.Of(plan, day, seen, new(Signal.Name, Signal.Unit, fails, passes)),
        };
    }
}
