using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>Which levels the readings of a probe without a page are.</summary>
internal static class Levels
{
    /// <summary>Full name of the signal; null where the reading is none.</summary>
    public static string? SignalOf(ProbePlan probe, in Reading reading)
    {
        if (reading.Family.Type is not MetricType.Gauge) return null;
        if (probe.Kind.Name is "host")
            return reading.Name is "process.start" ? null : $"{probe.Name}.saturation.{Word(reading)}";
        // The numbers among the data of a health check.
        if (reading.Name.StartsWith("data.", StringComparison.Ordinal)) return $"{probe.Name}.{reading.Name}";
        return reading.Name is "latency" or "connect" ? $"{probe.Name}.latency" : null;
    }

    /// <summary>The operator's own levels from that reading; empty for none.</summary>
    public static IEnumerable<SignalPlan> Own(IReadOnlyList<SignalPlan> plans, Reading reading) => plans.Where(plan =>
        plan.Kind is SignalKind.Gauge && plan.Metric == reading.Name
        && plan.Where.All(pair => reading.Labels[pair.Key] is { } value && Discovery.Glob.Matches(pair.Value, value)));

    private static string Word(in Reading reading)
    {
        var word = reading.Name.Replace('.', '-');
        var path = reading.Labels["path"]?.Trim('/');
        return string.IsNullOrEmpty(path) ? word : $"{word}-{path.Replace('/', '-').ToLowerInvariant()}";
    }
}
