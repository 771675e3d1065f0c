using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Placebos;

/// <summary>What the placebo judge came to, as evidence without instants: the caller knows the clock.</summary>
internal static class PlaceboEvidence
{
    public const string Method = "placebo";

    /// <summary>The evidence: a failure where it crossed, a pass where enough is excluded or need not be.</summary>
    public static Evidence Of(PlaceboTelling told)
    {
        var (plan, finding) = (told.Plan, told.Finding);
        var size = plan.TolerateIsDifference ? 1 : finding.Scale;
        var levels = told.Counted;
        var (fails, bounded) = (finding.CrossedAt is not null, IsBounded(plan, finding));
        var passes = !fails && double.IsFinite(finding.Change) && (bounded || !plan.Critical);
        return new()
        {
            Rule = plan.Name,
            Signal = plan.Signal,
            Outcome = fails ? Outcome.Fail : passes ? Outcome.Pass : Outcome.Inconclusive,
            Cause = fails || passes ? null : Cause.NotExcluded,
            Critical = plan.Critical,
            Method = Method,
            Statistic = finding.Statistic,
            Unit = told.Unit,
            Baseline = new()
            {
                Kind = "before",
                Points = Statistics.BasePoints,
                Value = Known(finding.Normal),
            },
            Observed = new() { Points = levels.Length, Value = Known(Selection.Quantile(levels, 0.5)) },
            Effect = Relative(finding.Change, size),
            Low = Relative(finding.Low, size),
            High = Relative(finding.High, size),
            Detectable = Relative(finding.Detectable, size),
            Strength = Known(finding.Strength),
            Placebos = told.Calibration.Placebos,
            Exceeded = finding.Exceeded,
            Explanation = fails ? PlaceboWording.Fails(told) : PlaceboWording.Passes(told, bounded),
        };
    }

    /// <summary>Whether no more than what is tolerated is left open, on each side that is bad.</summary>
    /// <remarks>In the signal's unit: a level of 0 has no relative change, and 0 is as good a bound as any.</remarks>
    public static bool IsBounded(CompareRulePlan plan, PlaceboFinding finding)
    {
        var most = plan.TolerateIsDifference ? plan.Tolerate : plan.Tolerate * finding.Scale;
        return (plan.Direction == Direction.Decrease || finding.High <= most)
            && (plan.Direction == Direction.Increase || finding.Low >= -most);
    }

    /// <summary>Whether what was seen is itself no more than what is tolerated.</summary>
    public static bool IsTolerable(CompareRulePlan plan, PlaceboFinding finding) =>
        IsBounded(plan, finding with { Low = finding.Change, High = finding.Change });

    private static double? Relative(double change, double size) => size > 0 ? Known(change / size) : null;

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
