using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Probes;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent;

/// <summary>Makes the probes that a plan names.</summary>
internal static class ProbesOfPlan
{
    /// <summary>One for each target that the plan of a service itself names, in its order.</summary>
    public static IReadOnlyList<SampledProbe> Make(AgentPlan agent, WatchPlan service, TimeProvider time) =>
    [
        .. from probe in service.Probes
           where !probe.BySidecars && probe.Options is not IFollowingOptions { TargetsFrom: not null }
           from target in probe.Kind.Make(probe.Options, new ProbeContext(probe.Name, time)
           {
               Guard = agent.Reach,
               Folder = Path.Combine(agent.StateFolder, "probes", service.Service),
           })
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
}
