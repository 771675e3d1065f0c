namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>A page that was read whole.</summary>
/// <param name="Families">Families in the order in which their first samples come, those without samples among them.
/// Empty for an empty page; at most <see cref="ExpositionLimits.Samples"/>.</param>
/// <param name="Readings">Samples in the order of the page; at most <see cref="ExpositionLimits.Samples"/>.</param>
public sealed record ExpositionPage(IReadOnlyList<MetricFamily> Families, IReadOnlyList<Reading> Readings);
