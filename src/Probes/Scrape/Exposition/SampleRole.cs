namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>What a sample is in its family, by the suffix of its name.</summary>
internal enum SampleRole
{
    /// <summary>
    /// Carries the family's own name: a gauge's level, a summary's quantile, a state, text 0.0.4's counter.
    /// </summary>
    Plain,
    Total,
    Created,
    Bucket,
    Sum,
    Count,
    GaugeSum,
    GaugeCount,
    Info,
}
