namespace Bellwether.Probes;

/// <summary>Type of a metric family, as text 0.0.4 and OpenMetrics 1.0 name them.</summary>
public enum MetricType
{
    /// <summary>Not declared ("untyped", "unknown").</summary>
    Unknown,
    Gauge,
    Counter,
    Histogram,
    GaugeHistogram,
    Summary,
    Info,
    StateSet,
}
