namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// The number of a sample and the moment it claims, in seconds since 1970; null where it claims none.
/// </summary>
internal readonly record struct OpenMetricsSample(double Value, double? Timestamp);
