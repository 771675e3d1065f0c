namespace Bellwether.Agent.Configuration.Plans;

/// <summary>All that the judge needs to know beside the points. Journaled with each deployment; holds no
/// secret.</summary>
internal sealed record JudgePlan
{
    public required PolicyPlan Policy { get; init; }

    /// <summary>In the order of the configuration; names are unique.</summary>
    public required IReadOnlyList<RulePlan> Rules { get; init; }
}
