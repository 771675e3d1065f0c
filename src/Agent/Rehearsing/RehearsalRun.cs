using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Verdicts;

namespace Bellwether.Agent.Rehearsing;

/// <summary>Many pretend deployments at once, and what they come to. The same question has the same answer on any
/// number of processors.</summary>
internal static class RehearsalRun
{
    /// <summary>With fewer, an interval says nothing.</summary>
    public const int FewestDeployments = 20;

    /// <param name="table">The history.</param>
    /// <param name="rules">The rules.</param>
    /// <param name="plan">How many, when, from where.</param>
    /// <param name="progress">Share done; called from many threads.</param>
    /// <param name="stopping">Ends it early.</param>
    /// <exception cref="RehearsalException">The history is too short.</exception>
    public static RehearsalReport Run(
        PointTable table, RehearsedRules rules, RehearsalPlan plan, Action<double> progress, CancellationToken stopping)
    {
        var first = plan.First is { } wished ? RulesOfPlan.PointsOf(wished, table) : RehearsalTimes.First(table);
        var times = RehearsalTimes.Draw(
            table, Math.Max(Statistics.BasePoints, first), rules.Window, plan.Deployments, (ulong)plan.Seed);
        if (times.Length < FewestDeployments)
            throw new RehearsalException($"{times.Length} pretend deployments fit into {table.Points} points of"
                + $" {table.Grid.Interval.TotalSeconds:0.#} s behind the first {first} of them, with {rules.Window}"
                + $" after each and no mask near; at least {FewestDeployments} are needed. Give it more history, a"
                + " shorter --window, or less --history before the first");
        var rehearsal = new Rehearsal(table, rules);
        var moments = new RehearsedMoment[times.Length];
        var done = 0;
        var parallel = new ParallelOptions
        {
            CancellationToken = stopping,
            MaxDegreeOfParallelism = plan.Processors ?? Environment.ProcessorCount,
        };
        Parallel.For(0, times.Length, parallel, i =>
        {
            moments[i] = rehearsal.At(times[i]);
            progress((double)Interlocked.Increment(ref done) / times.Length);
        });
        return Report(table, rules, plan, new(moments, rehearsal.Faults));
    }

    private static RehearsalReport Report(PointTable table, RehearsedRules rules, RehearsalPlan plan, Seen seen)
    {
        var moments = seen.Moments;
        var times = Array.ConvertAll(moments, moment => moment.At);
        return new()
        {
            Source = plan.Source,
            Grid = table.Grid,
            Masked = table.Masked.Sum(range => range.To - range.From),
            Rules = rules,
            Seed = plan.Seed,
            Deployments = moments.Length,
            Wanted = plan.Deployments,
            Windows = times.Select(at => at / rules.Window).Distinct().Count(),
            HistoryDays = (moments.Min(moment => moment.HistoryDays), moments.Max(moment => moment.HistoryDays)),
            RolledBack = Of(moment => moment.Decision == Decision.Rollback),
            Promoted = Of(moment => moment.Decision == Decision.Promote),
            Inconclusive = Of(moment => moment.Decision == Decision.Inconclusive),
            Causes = [.. moments.Where(moment => moment.Cause is not null).Select(moment => moment.Cause!.Value)
                .Distinct().Order().Select(cause => (cause, Of(moment => moment.Cause == cause)))],
            PerRule = [.. rules.Rules.Select((rule, i) => new RuleRehearsal
            {
                Rule = rule,
                Method = moments.GroupBy(moment => moment.Methods[i]).OrderByDescending(same => same.Count())
                    .ThenBy(same => same.Key, StringComparer.Ordinal).First().Key,
                RolledBack = Of(moment => moment.Blamed == i),
                Withheld = Of(moment => moment.Withheld[i]),
                Sizes = seen.Faults[i],
                Faults = [.. seen.Faults[i].Sizes.Select((size, s) => new FaultFound(
                    size, Of(moment => moment.FoundAt[i][s] > 0), Median(moments, i, s)))],
            })],
        };

        Share Of(Func<RehearsedMoment, bool?> hit) =>
            Share.Of95(Array.ConvertAll(moments, moment => hit(moment)), times, rules.Window);
    }

    private static int? Median(RehearsedMoment[] moments, int rule, int size)
    {
        var found = moments.Select(moment => moment.FoundAt[rule][size]).Where(point => point > 0).Order().ToArray();
        return found.Length == 0 ? null : found[(found.Length - 1) / 2];
    }

    private sealed record Seen(RehearsedMoment[] Moments, IReadOnlyList<FaultSizes> Faults);
}
