using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Options;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Probes.Logs;
using Bellwether.Probes.Scrape;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Configuration.Compiling;

/// <summary>Makes the plan of a sidecar, and refuses what means nothing in one.</summary>
internal sealed class SidecarCompiler(OptionsBinder binder)
{
    /// <summary>Null where the agent is none.</summary>
    public SidecarPlan? Compile(ConfigurationOptions options, IReadOnlyList<WatchPlan> services, string agentId)
    {
        if (options.Sidecar is not { } sidecar) return null;
        foreach (var service in options.Services ?? [])
            if (service.Rules is not null)
                binder.Fault(service, nameof(service.Rules), SidecarFaults.WithoutMeaning[0].Why);
        foreach (var probe in services.SelectMany(service => service.Probes))
            if (probe.Options is IFollowingOptions { TargetsFrom: not null })
                binder.Fault(probe.Options, nameof(IFollowingOptions.TargetsFrom),
                    "a sidecar looks at its own instance alone: lists of targets are for its home");
            else if (CountOf(probe) > 1)
                binder.Fault(probe.Options, "Targets", "a sidecar looks at its own instance alone: give it one target");
        return new(sidecar.Home ?? ListenAddress.Default, sidecar.Token, sidecar.Instance ?? agentId, sidecar.Version);
    }

    private static int CountOf(ProbePlan probe) => probe.Options switch
    {
        ScrapeProbeOptions scrape => scrape.Targets.Count,
        LogsProbeOptions logs => logs.Targets.Count,
        _ => 1,
    };
}
