using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>What E5 came to, as evidence without instants: the caller knows the clock.</summary>
internal static class E5Evidence
{
    public const string Method = "e5";

    /// <summary>What a promote has to name where E5 speaks alone.</summary>
    public const string NothingBounded = "how much worse it may be is not known";

    /// <param name="plan">The rule.</param>
    /// <param name="day">What is usual.</param>
    /// <param name="seen">Levels since the warm-up, without missing ones.</param>
    /// <param name="words">What it says beside its numbers.</param>
    public static Evidence Of(CompareRulePlan plan, DayBaseline day, double[] seen, E5Words words)
    {
        var cannot = !words.Fails && !words.Passes;
        return new()
        {
            Rule = plan.Name,
            Signal = plan.Signal,
            Outcome = words.Fails ? Outcome.Fail : words.Passes ? Outcome.Pass : Outcome.Inconclusive,
            Critical = plan.Critical,
            Method = Method,
            Unit = words.Unit,
            Cause = cannot ? Cause.NotExcluded : null,
            Baseline = new() { Kind = "before", Points = day.Points, Value = Known(day.Median) },
            Observed = new() { Points = seen.Length, Value = Middle(seen) is { } middle ? Known(middle) : null },
            Effect = Relative(Middle(seen), day.Median),
            Explanation = Explain(day, seen, words),
        };
    }

    private static double? Middle(double[] levels) =>
        levels.Length == 0 ? null : Selection.Quantile([.. levels], 0.5);

    private static double? Relative(double? level, double normal) =>
        level is { } now && normal != 0 ? Known((now - normal) / Math.Abs(normal)) : null;

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static string Explain(DayBaseline day, double[] seen, E5Words words)
    {
        var (subject, unit, fails, passes) = words;
        var now = $"{subject} is {Wording.Level(Middle(seen) ?? double.NaN, unit)},"
            + $" was {Wording.Level(day.Median, unit)} in the last day";
        if (fails) return $"{now}: points beyond anything usual"
            + $" ({Wording.Level(day.Lowest, unit)} to {Wording.Level(day.Highest, unit)}), again and again;"
            + $" of healthy deployments this rule rolls back {Wording.Percent(CompareByE5.FalseRollbackRate)}";
        return passes ? $"{now}: not again and again beyond what that day had"
            : $"{now}: not again and again beyond what that day had; {NothingBounded}, so that a level cannot be"
                + " critical: leave critical out of the rule";
    }
}
