using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals.Discovery;

namespace Bellwether.Agent;

/// <summary>Rules on levels that no page can show: only the signal table names those.</summary>
internal static class UnknownLevels
{
    /// <summary>A sentence for each such rule, in their order; empty for none.</summary>
    public static IEnumerable<string> Of(WatchPlan plan)
    {
        var levels = SignalTable.With(plan.SignalTable).Levels.Select(level => level.What).ToHashSet();
        foreach (var rule in plan.Rules ?? [])
            foreach (var probe in plan.Probes.Where(probe => probe.Kind.ReadsPage))
            {
                var prefix = $"{probe.Name}.saturation.";
                if (!rule.Signal.StartsWith(prefix, StringComparison.Ordinal)) continue;
                var what = rule.Signal[prefix.Length..];
                if (levels.Contains(what)) continue;
                yield return $"the rule {rule.Name} would wait for ever: no page that is known shows"
                    + $" {rule.Signal}{Spelling.Hint(what, levels.Order(StringComparer.Ordinal))}";
            }
    }
}
