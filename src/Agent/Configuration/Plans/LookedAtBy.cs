namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Who looks.</summary>
internal enum LookedAtBy
{
    /// <summary>This agent.</summary>
    Agent,

    /// <summary>Sidecars of the instances, which report what they saw.</summary>
    Sidecars,
}
