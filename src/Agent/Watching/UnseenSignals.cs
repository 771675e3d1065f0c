using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>Signals of the operator's own, and of the rules in the file, that nothing has shown: a name that is
/// mistyped makes no signal.</summary>
internal static class UnseenSignals
{
    /// <summary>In the order of the configuration, those of rules last; empty where all were seen.</summary>
    /// <param name="plan">The service.</param>
    /// <param name="known">Its signals.</param>
    public static IEnumerable<SignalStatus> Of(WatchPlan plan, IReadOnlyList<SignalStatus> known) =>
        OwnOf(plan, known).Concat(AwaitedOf(plan, known));

    /// <summary>What rules wait for. Restarts are not waited for, but hoped against.</summary>
    private static IEnumerable<SignalStatus> AwaitedOf(WatchPlan plan, IReadOnlyList<SignalStatus> known)
    {
        var there = known.Select(status => status.Signal).Concat(plan.Signals.Select(own => own.Name)).ToHashSet();
        return (plan.Rules ?? []).Where(rule => rule is not RestartsRulePlan && !there.Contains(rule.Signal)
                && !there.Contains(rule.Signal[..Math.Max(0, rule.Signal.LastIndexOf('.'))]))
            .GroupBy(rule => rule.Signal).Select(rules => new SignalStatus
            {
                Service = plan.Service,
                Environment = plan.Environment,
                Signal = rules.Key,
                Kind = KindOf(rules.Key),
                Unit = "",
                Source = SourceWords.Nowhere,
                HistoryPoints = 0,
                Problem = $"the rule {rules.First().Name} waits for it: nothing has shown it yet",
            });
    }

    // What its name promises; what it is only its looks tell.
    private static SignalKind KindOf(string signal) => signal[(signal.LastIndexOf('.') + 1)..] switch
    {
        "errors" or "unauthorized" or "forbidden" or "throttled" => SignalKind.Ratio,
        "latency" => SignalKind.Latency,
        "requests" => SignalKind.Rate,
        "up" => SignalKind.State,
        _ => SignalKind.Gauge,
    };

    private static IEnumerable<SignalStatus> OwnOf(WatchPlan plan, IReadOnlyList<SignalStatus> known) =>
        plan.Signals.Where(own => known.All(status => status.Signal != own.Name)).Select(own => new SignalStatus
        {
            Service = plan.Service,
            Environment = plan.Environment,
            Signal = own.Name,
            Kind = own.Kind,
            Unit = own.Unit ?? "",
            Source = SourceWords.Nowhere,
            HistoryPoints = 0,
            Problem = $"the probe {own.From} has not shown {own.Metric} yet: see the name on its page",
        });
}
