using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging.Rules;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>The signals that a compiled plan can have, by their names.</summary>
internal sealed class PlanSignals
{
    private readonly SignalNames _names = new();

    public PlanSignals(WatchPlan plan)
    {
        foreach (var probe in plan.Probes)
            _names.AddProbe(probe.Name, probe.Kind, probe.Options);
        foreach (var signal in plan.Signals) _names.AddSignal(signal);
    }

    /// <summary>What is known of a signal; null with a fault where the plan has none of that name.</summary>
    public (SignalFacts? Facts, string? Fault) Find(string signal) => _names.Find(signal);
}
