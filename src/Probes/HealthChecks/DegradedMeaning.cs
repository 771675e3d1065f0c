namespace Bellwether.Probes.HealthChecks;

/// <summary>What a look at a check that says Degraded is.</summary>
public enum DegradedMeaning
{
    /// <summary>Good, with a flag.</summary>
    Good,

    /// <summary>Bad: the reason is <c>degraded</c>.</summary>
    Bad,
}
