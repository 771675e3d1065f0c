namespace Bellwether.Probes.Otlp;

/// <summary>Which form the points of a metric have.</summary>
internal enum OtlpKind
{
    /// <summary>None that is known here.</summary>
    None,
    Gauge,
    Sum,
    Histogram,
    Exponential,

    /// <summary>Quantiles that the sender worked out: they cannot be added up, and are not read.</summary>
    Summary,
}
