using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Tables;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Rehearsing;

/// <summary>The rules of a configuration, as far as a table can tell what they would have said.</summary>
internal static class RulesOfPlan
{
    /// <exception cref="RehearsalException">None of them can be rehearsed.</exception>
    public static RehearsedRules Of(WatchPlan plan, PointTable table)
    {
        var (rules, notes) = (new List<CompareRulePlan>(), new List<string>());
        foreach (var rule in plan.Rules ?? Standard(table))
        {
            if (rule is not CompareRulePlan compare)
                notes.Add($"left out: {rule.Name}: it compares with nothing, so that there is nothing to calibrate");
            else if (RehearsalSeries.SourceOf(table, compare.Signal) is null)
                notes.Add($"left out: {rule.Name}: there is no {compare.Signal} in the table");
            else rules.Add(compare);
        }

        if (rules.Count == 0)
            throw new RehearsalException(notes.Count == 0
                ? "the configuration has no rules, and the table has no errors or latency for the default ones"
                : $"no rule can be rehearsed: {string.Join("; ", notes)}");
        var policy = plan.Policy;
        if (policy.Interval != table.Grid.Interval)
            notes.Add($"the policy judges points of {RehearsalWords.Time(policy.Interval)}; here it is points of"
                + $" {RehearsalWords.Time(table.Grid.Interval)}, since the table has no finer ones");
        return new()
        {
            Rules = rules,
            Notes = notes,
            WarmUp = PointsOf(policy.WarmUp, table),
            Window = Math.Max(PointsOf(policy.Window, table), PointsOf(policy.WarmUp, table) + 2),
            MinWatch = PointsOf(policy.MinWatch, table),
            FalseRollbackBudget = policy.FalseRollbackBudget,
        };
    }

    public static int PointsOf(TimeSpan time, PointTable table) => (int)Math.Ceiling(time / table.Grid.Interval);

    private static IReadOnlyList<RulePlan> Standard(PointTable table) => DefaultRules.For(
        [.. table.Signals.Select(signal => new SignalStatus
        {
            Service = "",
            Environment = "",
            HistoryPoints = 0,
            Signal = signal.Name,
            Kind = signal.Kind,
            Unit = signal.Unit,
            Source = "",
        })],
        [], []);
}
