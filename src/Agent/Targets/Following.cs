using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Targets;

/// <summary>What a follower of a list works with.</summary>
internal sealed record Following
{
    public required WatchPlan Plan { get; init; }

    /// <summary>One whose options name a list.</summary>
    public required ProbePlan Probe { get; init; }

    public required FollowedBy By { get; init; }

    public required TimeProvider Time { get; init; }

    public required ILogger Log { get; init; }
}
