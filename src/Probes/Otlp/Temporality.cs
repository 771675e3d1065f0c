namespace Bellwether.Probes.Otlp;

/// <summary>What a point counts from. The numbers are those of the protocol.</summary>
internal enum Temporality
{
    Unspecified = 0,

    /// <summary>Since the point before.</summary>
    Delta = 1,

    /// <summary>Since its process began.</summary>
    Cumulative = 2,
}
