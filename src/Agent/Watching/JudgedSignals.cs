using Bellwether.Agent.Baselines;
using Bellwether.Agent.Baselines.Placebos;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>Says of signals which rules judge them, and how many points it takes to compare them.</summary>
internal static class JudgedSignals
{
    /// <summary>The same signals, in their order.</summary>
    /// <param name="known">Signals of a service.</param>
    /// <param name="rules">The rules that hold for it.</param>
    /// <param name="interval">Width of a point.</param>
    public static IEnumerable<SignalStatus> Of(
        IReadOnlyList<SignalStatus> known, IReadOnlyList<RulePlan> rules, TimeSpan interval)
    {
        var names = known.Select(status => status.Signal).ToHashSet(StringComparer.Ordinal);
        var judging = rules.ToLookup(rule => SignalOf(rule, names), StringComparer.Ordinal);
        return known.Select(status => status with
        {
            JudgedBy = [.. judging[status.Signal].Select(rule => rule.Name)],
            PointsNeeded = judging[status.Signal].Any(rule => rule is CompareRulePlan)
                ? Needed(status.Kind, interval) : null,
        });
    }

    /// <summary>The signal that a rule is about: <c>app.latency.p99</c> is a view of <c>app.latency</c>.</summary>
    private static string SignalOf(RulePlan rule, HashSet<string> names)
    {
        var dot = rule.Signal.LastIndexOf('.');
        return names.Contains(rule.Signal) || dot < 0 || !names.Contains(rule.Signal[..dot])
            ? rule.Signal : rule.Signal[..dot];
    }

    /// <summary>Counts need a number of points, levels a stretch of time.</summary>
    private static int? Needed(SignalKind kind, TimeSpan interval) => kind switch
    {
        SignalKind.Ratio or SignalKind.Latency => CountBaseline.FewestPoints,
        SignalKind.Gauge or SignalKind.Rate => (int)Math.Ceiling(Calibration.ShortestHistory / interval),
        _ => null,
    };
}
