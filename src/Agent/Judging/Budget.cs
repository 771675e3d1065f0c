using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Compare;

namespace Bellwether.Agent.Judging;

/// <summary>How the false-rollback budget is shared among the statistical rules.</summary>
internal static class Budget
{
    private const double CriticalShare = 2;

    /// <summary>Log of a rule's share. All shares sum to 1; critical ones are double; unjudged ones keep
    /// theirs.</summary>
    public static double LogWeight(CompareRulePlan rule, JudgePlan plan)
    {
        double all = 0;
        foreach (var other in plan.Rules)
            if (other is CompareRulePlan)
                all += other.Critical ? CriticalShare : 1;
        return Math.Log((rule.Critical ? CriticalShare : 1) / Math.Max(all, 1));
    }

    /// <summary>Nats, weights included, that a rollback takes: log(1/α).</summary>
    /// <remarks>E5 has no p-value, so what it costs is taken off first. Source: JUDGE section 2.</remarks>
    public static double Needed(Scene scene) => -Math.Log(
        scene.Plan.Policy.FalseRollbackBudget
        - (CompareByE5.SpeaksIn(scene) ? CompareByE5.FalseRollbackRate : 0));
}
