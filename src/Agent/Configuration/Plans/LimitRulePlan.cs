namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Fails when at least K of the last N points lie outside the limits.</summary>
internal sealed record LimitRulePlan : RulePlan
{
    /// <summary>Highest level allowed, in the signal's unit; null for none.</summary>
    public double? Max { get; init; }

    /// <summary>Lowest level allowed, in the signal's unit; null for none.</summary>
    public double? Min { get; init; }

    public required KOfN FailAfter { get; init; }
}
