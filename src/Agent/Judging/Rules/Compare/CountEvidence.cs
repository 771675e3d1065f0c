using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Counts;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>What counts came to, as evidence without instants: the caller knows the clock.</summary>
internal static class CountEvidence
{
    public const string Method = "counts";

    /// <summary>The evidence, whose outcome is still to be said.</summary>
    /// <param name="plan">The rule.</param>
    /// <param name="question">What was asked.</param>
    /// <param name="seen">What was seen.</param>
    /// <param name="did">What the bad ones did: "failed".</param>
    /// <param name="what">What is counted.</param>
    public static Evidence Of(
        CompareRulePlan plan, CountQuestion question, CountFinding seen, string did, string what = "requests")
    {
        var (baseline, counts) = (question.Baseline, seen.Counts);
        var phi = baseline.Dispersion;
        var (low, high) = plan.TolerateIsDifference
            ? ScoreInterval.OfDifference(counts.Over(phi), baseline.Counts.Over(phi))
            : Less(ScoreInterval.OfQuotient(counts.Over(phi), baseline.Counts.Over(phi)));
        var smallest = CountWatch.SmallestShareSeen(question, counts.Total);
        var points = 0;
        for (var i = question.From; i < Math.Min(seen.Look, question.Observed.Count); i++)
            points += question.Observed[i].Seen ? 1 : 0;
        return new()
        {
            Rule = plan.Name,
            Signal = plan.Signal,
            Outcome = Outcome.Inconclusive,
            Critical = plan.Critical,
            Method = Method,
            Unit = "ratio",
            Baseline = new()
            {
                Kind = "before",
                Points = baseline.Points,
                Requests = baseline.Counts.Total,
                Value = Known(baseline.Counts.Ratio),
            },
            Observed = new() { Points = points, Requests = counts.Total, Value = Known(counts.Ratio) },
            Effect = Known(Effect(plan, counts.Ratio, baseline.Counts.Ratio)),
            Low = Known(low),
            High = Known(high),
            Detectable = smallest is { } share ? Known(Math.Abs(Effect(plan, share, baseline.Counts.Ratio))) : null,
            Strength = seen.Strength,
            Explanation = CountWording.Explain(did, counts, baseline.Counts, what),
        };
    }

    /// <summary>Whether no more than what is tolerated is left open.</summary>
    public static bool IsBounded(CompareRulePlan plan, Evidence evidence) =>
        (plan.Direction == Direction.Decrease || evidence.High <= plan.Tolerate)
        && (plan.Direction == Direction.Increase || evidence.Low >= -plan.Tolerate);

    private static double Effect(CompareRulePlan plan, double observed, double baseline) =>
        plan.TolerateIsDifference ? observed - baseline : baseline > 0 ? observed / baseline - 1 : double.NaN;

    private static (double Low, double High) Less((double Low, double High) quotient) =>
        (quotient.Low - 1, quotient.High - 1);

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
