using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sampling;
using Bellwether.Agent.Signals;

namespace Bellwether.Agent.Targets;

/// <summary>What a follower of a list works with.</summary>
internal sealed record Following
{
    public required WatchPlan Plan { get; init; }

    /// <summary>One whose options name a list.</summary>
    public required ProbePlan Probe { get; init; }

    public required ProbeRoster Roster { get; init; }

    public required SignalBook Signals { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Log { get; init; }
}
