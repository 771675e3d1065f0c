using Bellwether.Agent.Judging.Rules.Absent;
using Bellwether.Agent.Judging.Rules.BurnRate;
using Bellwether.Agent.Judging.Rules.Compare;
using Bellwether.Agent.Judging.Rules.Health;
using Bellwether.Agent.Judging.Rules.Limit;
using Bellwether.Agent.Judging.Rules.Restarts;

namespace Bellwether.Agent.Judging.Rules;

/// <summary>Every kind of rule, on one screen.</summary>
internal static class RuleCatalog
{
    /// <summary>In alphabetical order.</summary>
    public static IReadOnlyList<RuleKind> All { get; } =
    [
        RuleKind.Of<AbsentRuleOptions>("absent"),
        RuleKind.Of<BurnRateRuleOptions>("burn-rate"),
        RuleKind.Of<CompareRuleOptions>("compare"),
        RuleKind.Of<HealthRuleOptions>("health"),
        RuleKind.Of<LimitRuleOptions>("limit"),
        RuleKind.Of<RestartsRuleOptions>("restarts"),
    ];

    /// <summary>The kind of that name; null where there is none.</summary>
    public static RuleKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
