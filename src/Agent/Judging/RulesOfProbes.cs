using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Judging;

/// <summary>What the kinds of a service's probes say about its default rules.</summary>
internal sealed record RulesOfProbes
{
    public static RulesOfProbes None { get; } = new();

    /// <summary>Rules that come with them, in the order of the configuration; empty for none.</summary>
    public IReadOnlyList<RulePlan> Rules { get; init; } = [];

    /// <summary>Names of those that look at what the service needs: a promote does not rest on their answers.</summary>
    public IReadOnlyList<string> Needed { get; init; } = [];

    /// <summary>Names of those whose being readable is no finding about the service.</summary>
    public IReadOnlyList<string> Unreached { get; init; } = [];

    /// <summary>Ratios of errors that they are to tell: a promote must not rest on errors that nobody counted, also
    /// where none was ever seen.</summary>
    public IReadOnlyList<string> Errors { get; init; } = [];

    public static RulesOfProbes Of(IReadOnlyList<ProbePlan> probes) => new()
    {
        Rules = [.. probes.SelectMany(ProbeSignals.RulesOf)],
        Needed = [.. probes.Where(probe => !probe.Kind.IsOfService).Select(probe => probe.Name)],
        Errors =
        [
            .. probes.SelectMany(ProbeSignals.Of).Where(signal => signal.Kind is SignalKind.Ratio
                && signal.Name.EndsWith(".errors", StringComparison.Ordinal)).Select(signal => signal.Name),
        ],
        Unreached = [.. probes.Where(probe => !probe.Kind.ReachesTarget).Select(probe => probe.Name)],
    };
}
