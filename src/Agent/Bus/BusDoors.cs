using Bellwether.Agent.Watching;

namespace Bellwether.Agent.Bus;

/// <summary>Where in the house the bus knocks.</summary>
/// <param name="Room">What is watched.</param>
/// <param name="Watcher">Takes what is said of deployments.</param>
/// <param name="Masks">Takes what is no example of normal.</param>
/// <param name="Preflights">Answers whether a deployment may start.</param>
/// <param name="Enquiries">Answers what a deployment is.</param>
internal sealed record BusDoors(
    WatchRoom Room, Watcher Watcher, MaskDesk Masks, PreflightDesk Preflights, Enquiries Enquiries)
{
    public bool IsWatched(string service, string environment) =>
        Room.PlanOf(service, environment) is not null;
}
