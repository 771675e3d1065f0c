using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Counts;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Cases;

/// <summary>Bad requests of all requests. JUDGE section 4.</summary>
internal sealed class CountMethod : CaseMethod
{
    private readonly CountQuestion question;
    private readonly CountFinding? whole;

    public CountMethod(CaseSignal signal, CaseScene scene, double logWeight)
        : base(signal, scene)
    {
        question = new()
        {
            Baseline = signal.Counts!,
            Observed = signal.Pairs!,
            From = scene.WarmUp,
            Looks = scene.Looks,
            Direction = signal.Plan.Direction,
            Allow = signal.Plan.Allow,
            LogWeight = logWeight,
            Needed = scene.Needed,
        };
        whole = question.Baseline.Suffices ? CountWatch.Examine(question) : null;
    }

    public override int? CrossedAt => whole?.CrossedAt;

    public override double? StrengthAt(int point) =>
        whole is null ? null : CountWatch.Examine(Until(point)).Strength;

    public override Finding At(int point)
    {
        var plan = Signal.Plan;
        var coverage = Scene.CoverageOf(Signal.Seen, point);
        if (whole is null) return NotJudged(point, coverage);
        var asked = Until(point);
        var seen = CountWatch.Examine(asked);
        var evidence = CountEvidence.Of(plan, asked, seen, Signal.Did) with { Strength = whole.Strength };
        if (seen.CrossedAt is not null)
            return new() { Coverage = coverage, Evidence = evidence with { Outcome = Outcome.Fail } };
        if (coverage < Finding.LeastCoverage) return Told(CaseFindings.TooFew(Signal, CountEvidence.Method, coverage));
        if (CaseFindings.TooQuiet(Signal, CountEvidence.Method, seen.Counts.Total) is { } quiet) return Told(quiet);
        var bounded = CountEvidence.IsBounded(plan, evidence);
        var left = CountWording.Left(plan, evidence, bounded);
        var found = CountWording.Detectable(plan, CountWatch.SmallestShareSeen(asked, seen.Counts.Total));
        return new()
        {
            Coverage = coverage,
            NotExcluded = bounded ? null : left,
            Evidence = evidence with
            {
                Outcome = bounded || !plan.Critical ? Outcome.Pass : Outcome.Inconclusive,
                Cause = bounded || !plan.Critical ? null : Cause.NotExcluded,
                Explanation = $"{evidence.Explanation}; {left}{found}",
            },
        };

        // What was seen is told even where it is not enough.
        Finding Told(Finding cannot) => new()
        {
            Coverage = coverage,
            Evidence = evidence with
            {
                Cause = cannot.Evidence.Cause,
                Explanation = cannot.Evidence.Explanation,
            },
        };
    }

    private CountQuestion Until(int point) =>
        question with { Looks = [.. Scene.Looks.Where(look => look <= point)] };

    private Finding NotJudged(int point, double coverage)
    {
        if (coverage < Finding.LeastCoverage) return CaseFindings.TooFew(Signal, CountEvidence.Method, coverage);
        CountPair sum = default;
        foreach (var pair in Signal.Pairs![Scene.WarmUp..point]) sum = sum.Plus(pair);
        return (CaseFindings.TooQuiet(Signal, CountEvidence.Method, sum.Total) ?? CaseFindings.Cannot(
            Signal, CountEvidence.Method, Cause.NoBaseline, question.Baseline.Points < CountBaseline.FewestPoints
                ? $"{Signal.Plan.Signal} has {question.Baseline.Points} points of normal behind it:"
                    + $" {CountBaseline.FewestPoints} are needed"
                : $"{Signal.Plan.Signal} counted no requests before the deployment")) with
        { Coverage = coverage };
    }
}
