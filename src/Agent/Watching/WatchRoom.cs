using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Signals;

namespace Bellwether.Agent.Watching;

/// <summary>What everything in this room works with.</summary>
/// <param name="Plan">The agent's compiled plan.</param>
/// <param name="Book">Every deployment; its gate is held around every use.</param>
/// <param name="Signals">Every signal.</param>
/// <param name="Changes">Announced after every change of the book.</param>
/// <param name="Time">A clock that does not jump: the wall clock as it was, moved on by the monotonic one.</param>
internal sealed record WatchRoom(
    AgentPlan Plan, DeploymentBook Book, SignalBook Signals, Changes Changes, TimeProvider Time)
{
    /// <summary>Takes a wall clock that was set; called only while nothing is watched, so that a watch sees no
    /// jump.</summary>
    public Action FollowClock { get; init; } = static () => { };

    public WatchPlan? PlanOf(string service, string environment) =>
        Plan.Services.FirstOrDefault(s => s.Service == service && s.Environment == environment);
}
