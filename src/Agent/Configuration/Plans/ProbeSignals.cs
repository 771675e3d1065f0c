using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>What comes with the kind of a probe: its signals, and the rules for them.</summary>
internal static class ProbeSignals
{
    /// <summary>Its signals by their full names; empty where they are found on a page, or there are none.</summary>
    public static IReadOnlyList<SignalPlan> Of(ProbePlan probe) =>
        [.. probe.Kind.Signals(probe.Options).Select(signal => PlanOf(probe, signal))];

    /// <summary>The rules for them, in their order; empty for none.</summary>
    public static IEnumerable<RulePlan> RulesOf(ProbePlan probe) =>
        probe.Kind.Signals(probe.Options)
            .SelectMany(signal => signal.Rule is { } rule ? new[] { RuleOf(probe, signal, rule) } : []);

    /// <summary>Whether a promote may rest on what a probe of that kind sees; not on what a service only
    /// needs.</summary>
    public static bool Carries(ProbeKind kind) => kind.IsOfService || !kind.ReachesTarget;

    /// <summary>What must hold of them before a deployment starts; empty for nothing.</summary>
    public static IEnumerable<StartConditionPlan> ConditionsOf(ProbePlan probe) =>
        probe.Kind.Conditions(probe.Options).Select(condition => new StartConditionPlan
        {
            Signal = $"{probe.Name}.{condition.Signal}",
            Code = condition.Code,
            Words = condition.Words,
            Max = condition.Max,
            Min = condition.Min,
            NeedsLevel = condition.NeedsLevel,
            Every = probe.Options.Every,
        });

    private static SignalPlan PlanOf(ProbePlan probe, ProbeSignal signal) => new()
    {
        Name = $"{probe.Name}.{signal.Name}",
        From = probe.Name,
        Kind = signal.Kind,
        Metric = signal.Reading,
        Where = signal.Where,
        Bad = signal.Bad,
        Unit = signal.Unit,
        Words = new() { Counts = signal.Counts, Did = signal.Did, Happened = signal.Happened },
        ToldBy = $"the {probe.Kind.Name} probe {probe.Name}",
    };

    private static RulePlan RuleOf(ProbePlan probe, ProbeSignal signal, StandardRule rule)
    {
        var (name, of) = ($"{probe.Name}-{rule.Name}", $"{probe.Name}.{signal.Name}");
        var carries = rule.Carries && Carries(probe.Kind);
        if (!rule.Compares)
            return new LimitRulePlan
            {
                Name = name,
                Signal = of,
                Critical = rule.Critical,
                Carries = carries,
                Max = rule.Max,
                Min = rule.Min,
                FailAfter = new(rule.K, rule.N),
            };
        return new CompareRulePlan
        {
            Name = name,
            Signal = of,
            Critical = rule.Critical,
            Carries = carries,
            Allow = LeastAllowed,
            Tolerate = rule.Tolerate,
            TolerateIsDifference = signal.Kind is SignalKind.Ratio,
        };
    }

    /// <summary>Counts allow no less.</summary>
    private const double LeastAllowed = 0.5;
}
