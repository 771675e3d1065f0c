using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Compare;

namespace Bellwether.Agent.Judging;

/// <summary>How the false-rollback budget is shared among the statistical rules.</summary>
internal static class Budget
{
    private const double CriticalShare = 2;

    /// <summary>Log of a rule's share. All shares sum to 1; critical ones are double; unjudged ones keep
    /// theirs.</summary>
    public static double LogWeight(CompareRulePlan rule, JudgePlan plan) =>
        LogWeight(rule, plan.Rules.OfType<CompareRulePlan>());

    /// <summary>Log of a rule's share among all statistical ones.</summary>
    public static double LogWeight(CompareRulePlan rule, IEnumerable<CompareRulePlan> all)
    {
        double sum = 0;
        foreach (var other in all) sum += Share(other);
        return Math.Log(Share(rule) / Math.Max(sum, 1));
    }

    /// <summary>Nats, weights included, that a rollback takes: log(1/α).</summary>
    /// <remarks>E5 has no p-value, so what it costs is taken off first. Source: JUDGE section 2.</remarks>
    public static double Needed(Scene scene) =>
        Needed(CompareByE5.SpeaksIn(scene) ? CompareByE5.FalseRollbackRate : 0, scene.Plan.Policy.FalseRollbackBudget);

    /// <summary>Nats that are left of a budget.</summary>
    /// <param name="spent">What rules without a p-value cost; less than the budget.</param>
    /// <param name="budget">Share of healthy deployments that statistics may roll back.</param>
    public static double Needed(double spent, double budget) => -Math.Log(budget - spent);

    private static double Share(CompareRulePlan rule) => rule.Critical ? CriticalShare : 1;
}
