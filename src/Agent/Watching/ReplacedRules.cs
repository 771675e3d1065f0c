using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>Rules in a file take the place of the default ones, all of them: what nothing judges now, a person has to
/// hear of.</summary>
internal static class ReplacedRules
{
    /// <summary>Signals that are named in a sentence; the others are counted.</summary>
    public const int MostNamed = 8;

    /// <summary>The default rules whose signals no rule of the file judges, by the signal; empty where the file has no
    /// rules.</summary>
    /// <remarks>Two restarts are a failure at once, whatever the rules: those are not missed.</remarks>
    /// <param name="plan">The service.</param>
    /// <param name="known">Its signals.</param>
    public static IReadOnlyDictionary<string, string> Of(WatchPlan plan, IReadOnlyList<SignalStatus> known)
    {
        if (plan.Rules is not { } written) return new Dictionary<string, string>();
        return Verdicts.RulesOf(plan with { Rules = null }, known)
            .Where(rule => rule is not RestartsRulePlan && !written.Any(one => Judges(one, rule.Signal)))
            .GroupBy(rule => rule.Signal).ToDictionary(rules => rules.Key, rules => rules.First().Name);
    }

    /// <summary>The same of a file that no agent runs yet: what pages mostly show is taken for shown.</summary>
    public static IReadOnlyDictionary<string, string> Foreseen(WatchPlan plan) => Of(plan,
    [
        .. plan.Probes.Select(probe => Status(plan, $"{probe.Name}.up", SignalKind.State)),
        .. plan.Probes.Where(probe => probe.Kind.ReadsPage).SelectMany(probe => new[]
        {
            Status(plan, $"{probe.Name}.errors", SignalKind.Ratio),
            Status(plan, $"{probe.Name}.latency", SignalKind.Latency),
        }),
        .. plan.Probes.SelectMany(ProbeSignals.Of).Concat(plan.Signals)
            .Select(signal => Status(plan, signal.Name, signal.Kind)),
    ]);

    /// <summary>"nothing judges app.errors and app.up: …"; null where nothing is missed.</summary>
    /// <param name="missed">Signals, each once.</param>
    public static string? Sentence(IEnumerable<string> missed)
    {
        string[] names = [.. missed.Order(StringComparer.Ordinal)];
        if (names.Length == 0) return null;
        List<string> told = [.. names.Take(MostNamed)];
        if (names.Length > MostNamed) told.Add($"{names.Length - MostNamed} more");
        var list = told.Count == 1 ? told[0] : $"{string.Join(", ", told[..^1])} and {told[^1]}";
        return $"nothing judges {list}: rules in the file take the place of the default ones; add those of"
            + " docs/configuration.md, or leave `rules` out";
    }

    // A quantile is a view of its latency.
    private static bool Judges(RulePlan rule, string signal) =>
        rule.Signal == signal || rule.Signal.StartsWith($"{signal}.", StringComparison.Ordinal);

    private static SignalStatus Status(WatchPlan plan, string signal, SignalKind kind) => new()
    {
        Service = plan.Service,
        Environment = plan.Environment,
        Signal = signal,
        Kind = kind,
        Unit = "",
        Source = SourceWords.Nowhere,
        HistoryPoints = 0,
    };
}
