namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Fails when at least K of the last N looks are bad.</summary>
internal sealed record HealthRulePlan : RulePlan
{
    public required KOfN FailAfter { get; init; }
}
