namespace Bellwether.Probes;

/// <summary>What a page says of a family of samples.</summary>
/// <param name="Name">Family name: OpenMetrics leaves the suffixes off (<c>http_requests</c>), text 0.0.4 does
/// not.</param>
/// <param name="Type">Declared type; <see cref="MetricType.Unknown"/> where the page declares none.</param>
/// <param name="Unit">Declared unit (<c>seconds</c>, <c>bytes</c>, <c>ratio</c>), lower case; null where it declares
/// none.</param>
public sealed record MetricFamily(string Name, MetricType Type, string? Unit);
