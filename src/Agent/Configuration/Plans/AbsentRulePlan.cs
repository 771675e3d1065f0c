namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Fails when the signal was there before and is missing for that long while its target answers.</summary>
internal sealed record AbsentRulePlan : RulePlan
{
    public required TimeSpan For { get; init; }
}
