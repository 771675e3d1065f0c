using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Counts;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Judging.Rules.Compare;

/// <summary>Errors of requests, and slow requests of requests, against the baseline's counts. JUDGE section
/// 4.</summary>
internal static class CompareByCounts
{
    private const string Method = CountEvidence.Method;

    /// <summary>What happens now is what the last so many points say.</summary>
    private const int LatePoints = 5;

    /// <summary>Fewer requests promote nothing; they may well roll back.</summary>
    public const double FewestRequests = 30;

    public static Finding Examine(Comparison comparison, Scene scene)
    {
        var (plan, view) = (comparison.Plan, comparison.View);
        var question = Ask(comparison, scene, scene.Since(comparison.History.After));
        var coverage = scene.CoverageOf([.. question.Observed.Select(pair => pair.Seen)]);
        var judges = question.Baseline.Suffices;
        var seen = judges ? CountWatch.Examine(question) : null;
        if (seen?.CrossedAt is not null)
            return new()
            {
                Coverage = coverage,
                ControlFails = comparison.History.Control is { } control
                    && CountWatch.Examine(Ask(comparison, scene, scene.Since(control))).CrossedAt is not null,
                Evidence = Describe(comparison, scene, question, seen) with { Outcome = Outcome.Fail },
            };
        if (coverage < Finding.LeastCoverage) return Finding.TooFew(plan, Method, view, coverage);

        var counts = seen?.Counts ?? question.Observed.Skip(scene.From)
            .Aggregate(default(CountPair), (sum, x) => sum.Plus(x));
        var own = scene.OwnOf(comparison.History, scene.Judged);
        if (counts.Total - own < FewestRequests)
            return Finding.Cannot(plan, Method, view, Cause.TooLittleTraffic,
                $"only {Wording.Requests(counts.Total, own, comparison.What)} since the warm-up at {plan.Signal}:"
                + $" {FewestRequests} needed")
                with
            { Coverage = coverage };
        if (seen is null) return NoBaseline(plan, view, scene, question.Baseline) with { Coverage = coverage };
        return Bounded(comparison, scene, question, seen) with { Coverage = coverage };
    }

    public static Finding NoBaseline(CompareRulePlan plan, SignalView view, Scene scene, CountBaseline baseline) =>
        Finding.Cannot(plan, Method, view, Cause.NoBaseline,
            baseline.Points < CountBaseline.FewestPoints
                ? $"{plan.Signal} has {baseline.Points} points of normal behind it:"
                    + $" {CountBaseline.FewestPoints} are needed "
                        + $"({Wording.Span(CountBaseline.FewestPoints * scene.Interval)})"
                : $"{plan.Signal} counted no {view.Words.Counts} before the deployment");

    /// <summary>The count test of this rule on some points after t0.</summary>
    public static CountQuestion Ask(Comparison comparison, Scene scene, IReadOnlyList<Point> after) => new()
    {
        Baseline = CountBaseline.Of(comparison.History.Before, comparison.History.Kind, comparison.Slow?.Index ?? 0),
        Observed = [.. after.Select(point => comparison.Pair(point))],
        From = scene.From,
        Looks = scene.Looks,
        Direction = comparison.Plan.Direction,
        Allow = comparison.Plan.Allow,
        // What a promote may leave unexcluded is no reason to roll back: below it a pause now and then is nobody's
        // harm.
        LeastShare = comparison.Slow is { Rare: true } ? CompareRuleOptions.DefaultDifference : 0,
        LogWeight = Budget.LogWeight(comparison.Plan, scene.Plan),
        Needed = Budget.Needed(scene) + scene.Surcharge,
    };

    /// <summary>What the last points before now come to against what was usual until a window ago, if that fails: an
    /// incident that is under way.</summary>
    /// <param name="comparison">The rule and its signal.</param>
    /// <param name="scene">Of a preflight.</param>
    /// <returns>In words; null where it does not fail, or where not enough is known.</returns>
    public static string? FailsLately(Comparison comparison, Scene scene)
    {
        var before = comparison.History.Before;
        var lately = scene.Lately(before, LatePoints);
        var usual = CountBaseline.Of(before.Until(scene.Snapshot.Now - scene.Plan.Policy.Window),
            comparison.History.Kind, comparison.Slow?.Index ?? 0);
        if (!usual.Suffices) return null;
        var question = Ask(comparison, scene, lately) with { Baseline = usual, From = 0, Looks = [lately.Count] };
        var seen = CountWatch.Examine(question);
        return seen.CrossedAt is null ? null
            : $"in the last {Wording.Span(lately.Count * scene.Interval)} "
                + CountWording.Explain(comparison.Did, seen.Counts, usual.Counts, comparison.What);
    }

    private static Finding Bounded(Comparison comparison, Scene scene, CountQuestion question, CountFinding seen)
    {
        var plan = comparison.Plan;
        var evidence = Describe(comparison, scene, question, seen);
        var bounded = CountEvidence.IsBounded(plan, evidence);
        var left = CountWording.Left(plan, evidence, bounded);
        var found = CountWording.Detectable(comparison, CountWatch.SmallestShareSeen(question, seen.Counts.Total));
        return new()
        {
            NotExcluded = bounded ? null : left,
            Evidence = evidence with
            {
                Outcome = bounded || !plan.Critical ? Outcome.Pass : Outcome.Inconclusive,
                Cause = bounded || !plan.Critical ? null : Cause.NotExcluded,
                Explanation = $"{evidence.Explanation}; {left}{found}"
                    + (bounded || !plan.Critical ? "" : Advice.ToBound(plan, evidence.Effect)),
            },
        };
    }

    private static Evidence Describe(Comparison comparison, Scene scene, CountQuestion question, CountFinding seen)
    {
        var evidence = CountEvidence.Of(
            comparison.Plan, question, seen, comparison.Did, comparison.What);
        var after = scene.Since(comparison.History.After);
        return evidence with
        {
            Explanation = evidence.Explanation
                + RareSlow.Words(comparison, after.AsSpan(scene.From..Math.Min(seen.Look, after.Length))),
            Baseline = evidence.Baseline! with { From = question.Baseline.From, To = question.Baseline.To },
            Observed = evidence.Observed! with { From = scene.At(scene.From), To = scene.At(seen.Look) },
        };
    }
}
