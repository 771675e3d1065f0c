using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging;

/// <summary>The rules that hold where the file has none.</summary>
internal static class DefaultRules
{
    private const double ErrorsTolerated = 0.005;
    private const double SlowTolerated = 0.5;
    private const double Allow = 0.5;

    /// <summary>Errors and slow requests by counts (critical), reachability, restarts; all else is shown, not
    /// judged.</summary>
    /// <param name="known">Signals of the service, any order.</param>
    /// <param name="scrapeProbes">Names of its scrape probes, in the order of the configuration.</param>
    /// <param name="processProbes">Names of its probes that see the process or ask the service itself: where there is
    /// one, a scrape's reachability is not judged, since a metrics page that is gone is our blindness and not the
    /// service's end.</param>
    /// <param name="of">What the kinds of its probes say: their rules, but for signals that are not known. Null for
    /// nothing.</param>
    /// <returns>Errors, slow requests, reachability, restarts, each by signal name; then those of the probes. Names are
    /// unique.</returns>
    public static IReadOnlyList<RulePlan> For(
        IReadOnlyList<SignalStatus> known, IReadOnlyList<string> scrapeProbes, IReadOnlyList<string> processProbes,
        RulesOfProbes? of = null)
    {
        of ??= RulesOfProbes.None;
        var errors = Names(known, ".errors", SignalKind.Ratio);
        // A promote must never rest on errors that nobody counted: the rule stands, and finds no data.
        if (scrapeProbes.Count > 0 && !errors.Exists(name => scrapeProbes.Contains(ProbeOf(name))))
            errors.Add($"{scrapeProbes[0]}.errors");
        errors.AddRange(of.Errors.Except(errors));
        var up = Names(known, ".up", SignalKind.State)
            .FindAll(name => (processProbes.Count == 0 || !scrapeProbes.Contains(ProbeOf(name)))
                && !of.Unreached.Contains(ProbeOf(name)));
        return
        [
            .. errors.Select(
                name => Compare(RuleName("errors", name, errors), name, ErrorsTolerated, difference: true)),
            .. With("slow-requests", Names(known, ".latency", SignalKind.Latency), (rule, name) =>
                Compare(rule, name, SlowTolerated, difference: false)),
            .. With("reachability", up, (rule, name) =>
                new HealthRulePlan
                {
                    Name = rule,
                    Signal = name,
                    Carries = !of.Needed.Contains(ProbeOf(name)),
                    FailAfter = new(3, 5),
                }),
            .. With("restarts", Names(known, ".restarts", SignalKind.State), (rule, name) =>
                new RestartsRulePlan { Name = rule, Signal = name }),
            .. of.Rules.Where(rule => known.Any(status => status.Signal == rule.Signal)),
        ];
    }

    private static CompareRulePlan Compare(string rule, string signal, double tolerate, bool difference) => new()
    {
        Name = rule,
        Signal = signal,
        Critical = true,
        Allow = Allow,
        Tolerate = tolerate,
        TolerateIsDifference = difference,
    };

    private static IEnumerable<RulePlan> With(string rule, List<string> names, Func<string, string, RulePlan> make) =>
        names.Select(name => make(RuleName(rule, name, names), name));

    /// <summary>"errors"; with the probe in front where there are several.</summary>
    private static string RuleName(string rule, string signal, List<string> all) =>
        all.Count == 1 ? rule : $"{ProbeOf(signal)}-{rule}";

    private static string ProbeOf(string signal) => signal[..signal.LastIndexOf('.')];

    private static List<string> Names(IReadOnlyList<SignalStatus> known, string suffix, SignalKind kind) =>
        [.. known.Where(of =>
            of.Kind == kind && of.Signal.EndsWith(suffix, StringComparison.Ordinal) && of.Signal.Length > suffix.Length)
            .Select(of => of.Signal).Distinct().Order(StringComparer.Ordinal)];
}
