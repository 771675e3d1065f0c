using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>Signals of the operator's own that no page has shown: a metric's name that is mistyped makes no
/// signal.</summary>
internal static class UnseenSignals
{
    /// <summary>In the order of the configuration; empty where all were seen.</summary>
    /// <param name="plan">The service.</param>
    /// <param name="known">Its signals.</param>
    public static IEnumerable<SignalStatus> Of(WatchPlan plan, IReadOnlyList<SignalStatus> known) =>
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
