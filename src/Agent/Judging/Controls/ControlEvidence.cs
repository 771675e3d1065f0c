using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Controls;

/// <summary>What blocks found, as it is told.</summary>
internal static class ControlEvidence
{
    public const string Method = "control";
    public const string Statistic = "blocks";

    public static Evidence Of(ControlQuestion question, ControlFinding found, ControlTelling telling)
    {
        var cause = CauseOf(question, found, telling);
        return new()
        {
            Rule = telling.Rule,
            Signal = telling.Signal,
            Outcome = found.Fails ? Outcome.Fail : cause is null ? Outcome.Pass : Outcome.Inconclusive,
            Critical = telling.Critical,
            Method = Method,
            Statistic = Statistic,
            Unit = telling.Unit,
            Baseline = new() { Kind = "control", Points = found.Points.Baseline, Value = Number(found.Normal) },
            Observed = new() { Points = found.Points.Observed, Value = Number(found.Level) },
            Effect = Number(found.Relative(found.Level - found.Normal)),
            Low = Number(found.Relative(found.Low)),
            High = Number(found.Relative(found.High)),
            Detectable = Number(found.Relative(found.Detectable)),
            Strength = double.IsNaN(found.Normal) ? null : found.Strength,
            Cause = cause,
            Explanation = Explain(found, telling, cause),
        };
    }

    private static Cause? CauseOf(ControlQuestion question, ControlFinding found, ControlTelling telling) =>
        found.Fails ? null
        : found.Cause is not null ? found.Cause
        : telling.Critical && !found.Excludes(telling.Tolerate, question.Direction) ? Cause.NotExcluded
        : null;

    private static string Explain(ControlFinding found, ControlTelling telling, Cause? cause)
    {
        var (old, young) = found.Points;
        if (double.IsNaN(found.Normal))
            return cause == Cause.NoBaseline
                ? $"the control of {telling.Signal} has {PointsOf(old)}: {BlockMean.Fewest} are needed"
                : $"{telling.Signal} has {PointsOf(young)} with data: {BlockMean.Fewest} are needed";
        var levels = $"{telling.Signal} is {Wording.Level(found.Level, telling.Unit).TrimEnd()} where the control has"
            + $" {Wording.Level(found.Normal, telling.Unit).TrimEnd()} at the same time";
        var worth = Math.Floor(found.Blocks);
        var witnesses = $"{PointsOf(Math.Min(old, young))} a side are worth {worth:0} independent ones";
        return cause switch
        {
            _ when found.Fails => $"{levels}: more than chance and more than is allowed, although {witnesses}",
            Cause.NoBaseline => $"{levels}; {witnesses}, which is too few to judge by (it takes {BlockMean.Fewest})",
            Cause.NotExcluded => $"{levels}; {Wording.Percent(telling.Tolerate)} more harm cannot be excluded",
            _ => $"{levels}, which is no more than chance or than is allowed; {witnesses}",
        };
    }

    private static string PointsOf(int points) => points == 1 ? "1 point" : $"{Wording.Count(points)} points";

    private static double? Number(double value) => double.IsFinite(value) ? value : null;
}
