using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Bellwether.Probes.Receiving;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent;

/// <summary>Makes the probes that a plan names.</summary>
internal static class ProbesOfPlan
{
    /// <summary>One for each target that the plan of a service itself names, in its order.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="service">The service.</param>
    /// <param name="time">The clock.</param>
    /// <param name="windows">Where what is sent to the agent lies; null where nothing is.</param>
    public static IReadOnlyList<SampledProbe> Make(
        AgentPlan agent, WatchPlan service, TimeProvider time, WindowSet? windows = null) =>
    [
        .. from probe in service.Probes
           where !probe.BySidecars && probe.Options is not IFollowingOptions { TargetsFrom: not null }
           from target in probe.Kind.Make(probe.Options, ContextOf(agent, service, probe, time, windows))
           select new SampledProbe
           {
               Service = service.Service,
               Environment = service.Environment,
               ProbeName = probe.Name,
               Instance = target.Instance,
               Group = target.Group,
               Probe = target.Probe,
               Every = probe.Options.Every,
               Generation = service.Generation,
           },
    ];

    /// <summary>What a probe of a plan is made with.</summary>
    public static ProbeContext ContextOf(
        AgentPlan agent, WatchPlan service, ProbePlan probe, TimeProvider time, WindowSet? windows) =>
        new(probe.Name, time)
        {
            Guard = agent.Reach,
            Service = service.Service,
            Environment = service.Environment,
            Windows = windows ?? new(),
            Folder = Path.Combine(agent.StateFolder, "probes", service.Service),
        };
}
