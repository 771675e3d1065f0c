namespace Bellwether.Agent.Configuration.Scalars;

/// <summary>What a number with a unit measures.</summary>
internal enum Dimension
{
    /// <summary>A plain number: it is in whatever unit the signal has.</summary>
    None,
    Seconds,
    Bytes,
    Ratio,
}
