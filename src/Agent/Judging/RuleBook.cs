using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules.Absent;
using Bellwether.Agent.Judging.Rules.BurnRate;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Judging.Rules.Health;
using Bellwether.Agent.Judging.Rules.Limit;
using Bellwether.Agent.Judging.Rules.Restarts;

namespace Bellwether.Agent.Judging;

/// <summary>Which code judges which plan.</summary>
internal static class RuleBook
{
    /// <summary>What all rules see, in their order; at least one finding a rule.</summary>
    public static IReadOnlyList<Finding> Examine(Scene scene) =>
        [.. scene.Plan.Rules.SelectMany(rule => Examine(rule, scene))];

    /// <summary>What one rule sees; one finding a method.</summary>
    public static IReadOnlyList<Finding> Examine(RulePlan rule, Scene scene) =>
        rule.Carries ? Seen(rule, scene) : [.. Seen(rule, scene).Select(found => found with { Carries = false })];

    private static IReadOnlyList<Finding> Seen(RulePlan rule, Scene scene) => rule switch
    {
        LimitRulePlan limit => [LimitRule.Examine(limit, scene)],
        HealthRulePlan health => [HealthRule.Examine(health, scene)],
        BurnRateRulePlan burnRate => [BurnRateRule.Examine(burnRate, scene)],
        AbsentRulePlan absent => [AbsentRule.Examine(absent, scene)],
        RestartsRulePlan restarts => [RestartsRule.Examine(restarts, scene)],
        CompareRulePlan compare => CompareRule.Examine(compare, scene),
        _ => throw new InvalidOperationException($"no code judges {rule.GetType().Name}"),
    };
}
