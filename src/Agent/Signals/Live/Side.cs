namespace Bellwether.Agent.Signals.Live;

/// <summary>Which side of a deployment something of an instance is on.</summary>
internal enum Side
{
    /// <summary>Partly old and partly new, or still starting.</summary>
    Neither,
    Treated,
    Control,
}
