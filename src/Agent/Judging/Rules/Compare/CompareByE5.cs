using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>E5: the fifth point that lies beyond the day's p99 by half of that again. JUDGE sections 1 and 5.</summary>
/// <remarks>A rule without a p-value: what it costs is taken off the budget of the others, and it bounds nothing.
/// Errors are left to counts: five points with an error each are no event.</remarks>
internal static class CompareByE5
{
    /// <summary>Share of healthy deployments that it rolled back on real servers; JUDGE section 1.</summary>
    public const double FalseRollbackRate = 0.017;

    private const string Method = E5Evidence.Method;
    private const string TooShort = "less than a day of history";
    private const string OnlyInTheWatch = "only the watch judges it";
    private const string TooDear = "the false-rollback budget is smaller than what this rule would cost (1.7 %)";

    /// <summary>A day may have holes and masks, but not be half of one.</summary>
    private const double LeastOfDay = 0.5;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>Whether it judges any signal here, so that its cost counts.</summary>
    public static bool SpeaksIn(Scene scene) => IsAffordable(scene) && scene.Plan.Rules.OfType<CompareRulePlan>().Any(
        rule => SignalView.Find(scene.Snapshot, rule.Signal) is { History: { Kind: not SignalKind.Ratio } history }
                && history.Before.Points.Count * scene.Interval >= Day && HistoryTable.HasE5(scene.Learned(rule.Name)));

    public static Finding Examine(Comparison comparison, Scene scene)
    {
        var (plan, history) = (comparison.Plan, comparison.History);
        var levels = new double[scene.Points];
        var after = scene.Since(history.After);
        for (var i = 0; i < levels.Length; i++) levels[i] = comparison.Level(after[i], scene.Interval);
        var coverage = scene.CoverageOf(Array.ConvertAll(levels, level => !double.IsNaN(level)));
        var seen = Array.FindAll(levels[scene.From..], level => !double.IsNaN(level));
        var day = IsAffordable(scene) ? LastDay(comparison, scene) : null;
        if (day is null)
            return coverage < Finding.LeastCoverage
                ? Finding.TooFew(plan, Method, comparison.View, coverage)
                : Finding.Cannot(plan, Method, comparison.View, Cause.NoBaseline,
                    $"{plan.Signal} is not judged: {WhyNot(scene)}")
                    with
                { Coverage = coverage };

        var fails = Fails(plan, day, seen, scene.BreachesForE5);
        if (!fails && coverage < Finding.LeastCoverage) return Finding.TooFew(plan, Method, comparison.View, coverage);
        var bounded = history.Kind == SignalKind.Latency || !plan.Critical;
        var words = new E5Words(
            comparison.Slow is null ? plan.Signal : $"the share of {comparison.What} that {comparison.Did}",
            comparison.Unit, fails, !fails && bounded);
        var evidence = E5Evidence.Of(plan, day, seen, words);
        return new()
        {
            Coverage = coverage,
            ControlFails = fails && history.Control is { } control && Fails(plan, day,
                [.. scene.Since(control)[scene.From..].Select(x => comparison.Level(x, scene.Interval))
                    .Where(double.IsFinite)],
                scene.BreachesForE5),
            NotExcluded = fails || history.Kind == SignalKind.Latency ? null : E5Evidence.NothingBounded,
            Evidence = evidence with
            {
                Observed = evidence.Observed! with { From = scene.At(scene.From), To = scene.At(scene.Points) },
            },
        };
    }

    private static bool IsAffordable(Scene scene) =>
        scene.BreachesForE5 > 0 && scene.Plan.Policy.FalseRollbackBudget > FalseRollbackRate;

    private static string WhyNot(Scene scene) =>
        scene.BreachesForE5 == 0 ? OnlyInTheWatch : IsAffordable(scene) ? TooShort : TooDear;

    /// <summary>The last day of unmasked points; null where there is less than a day of history.</summary>
    private static DayBaseline? LastDay(Comparison comparison, Scene scene)
    {
        var before = comparison.History.Before;
        var inDay = (int)Math.Ceiling(Day / scene.Interval);
        var points = Contiguous.Of(before.Points);
        var first = 0;
        while (first < points.Length && !points[first].Seen) first++;
        if (points.Length - first < inDay) return null;
        var levels = new double[inDay];
        var used = 0;
        foreach (ref readonly var point in points[^inDay..])
        {
            var level = point.Masked ? double.NaN : comparison.Level(in point, scene.Interval);
            if (!double.IsNaN(level)) levels[used++] = level;
        }

        return used < inDay * LeastOfDay ? null : DayBaseline.Of(levels.AsSpan(0, used));
    }

    private static bool Fails(CompareRulePlan plan, DayBaseline day, double[] levels, int breaches) =>
        E5Test.CrossedAt(day, levels, plan, breaches) is not null;
}
