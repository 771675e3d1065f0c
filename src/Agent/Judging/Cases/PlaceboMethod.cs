using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Placebos;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>A level against pretend deployments. JUDGE section 3.</summary>
internal sealed class PlaceboMethod : CaseMethod
{
    private readonly PlaceboQuestion question;
    private readonly PlaceboFinding? whole;

    public PlaceboMethod(CaseSignal signal, CaseScene scene, double logWeight)
        : base(signal, scene)
    {
        question = new()
        {
            Calibration = signal.Calibration!,
            Before = signal.Before,
            Observed = signal.Levels,
            Allow = signal.Plan.Allow,
            LogWeight = logWeight,
            Needed = scene.Needed,
        };
        whole = PlaceboWatch.Examine(question);
    }

    public override int? CrossedAt => whole?.CrossedAt;

    public override double? Strength => whole?.Strength;

    public override Finding At(int point)
    {
        var coverage = Scene.CoverageOf(Signal.Seen, point);
        var seen = whole is null ? null
            : PlaceboWatch.Examine(question with { Observed = question.Observed[..point] });
        if (seen is null)
            return coverage < Finding.LeastCoverage ? CaseFindings.TooFew(Signal, PlaceboEvidence.Method, coverage)
                : CaseFindings.Cannot(Signal, PlaceboEvidence.Method, Cause.NoBaseline,
                    $"{Signal.Plan.Signal} has too little data just before the deployment") with
                { Coverage = coverage };
        var evidence = PlaceboEvidence.Of(Telling(seen)) with { Strength = Known(whole!.Strength) };
        if (evidence.Outcome == Outcome.Fail) return new() { Coverage = coverage, Evidence = evidence };
        if (coverage < Finding.LeastCoverage || !double.IsFinite(seen.Change))
            return Untold(CaseFindings.TooFew(Signal, PlaceboEvidence.Method, coverage));
        if (Quiet(point) is { } quiet) return Untold(quiet);
        var bounded = PlaceboEvidence.IsBounded(Signal.Plan, seen);
        return new()
        {
            Coverage = coverage,
            Evidence = evidence,
            NotExcluded = bounded ? null : PlaceboWording.Left(Telling(seen), bounded),
        };

        // What was seen is told even where it is not enough.
        Finding Untold(Finding cannot) => new()
        {
            Coverage = coverage,
            Evidence = evidence with
            {
                Outcome = Outcome.Inconclusive,
                Cause = cannot.Evidence.Cause,
                Explanation = cannot.Evidence.Explanation,
            },
        };
    }

    /// <summary>Shares of slow requests need requests.</summary>
    private Finding? Quiet(int point)
    {
        if (Signal.Pairs is null) return null;
        CountPair sum = default;
        foreach (var pair in Signal.Pairs[Scene.WarmUp..point]) sum = sum.Plus(pair);
        return CaseFindings.TooQuiet(Signal, PlaceboEvidence.Method, sum.Total);
    }

    private PlaceboTelling Telling(PlaceboFinding finding) => new()
    {
        Plan = Signal.Plan,
        Name = Signal.Name,
        Unit = Signal.Unit,
        Finding = finding,
        Calibration = question.Calibration,
        Interval = Signal.Interval,
        Observed = question.Observed,
        LogWeight = question.LogWeight,
    };

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
