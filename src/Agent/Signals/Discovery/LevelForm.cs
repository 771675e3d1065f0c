namespace Bellwether.Agent.Signals.Discovery;

/// <summary>What the metric of a level tells.</summary>
internal enum LevelForm
{
    /// <summary>How much there is, or is in use.</summary>
    Gauge,

    /// <summary>How much is left of the limit: the level is the share in use.</summary>
    Free,

    /// <summary>A counter: the level is how fast it grows, a second.</summary>
    Rate,
}
