namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Fails at that many restarts within the watch, the replacement itself not counted.</summary>
internal sealed record RestartsRulePlan : RulePlan
{
    /// <summary>1 or more; default 2.</summary>
    public int FailAt { get; init; } = 2;
}
