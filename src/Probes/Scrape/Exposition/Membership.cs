namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>A series seen as part of a family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Role">What the series is in it.</param>
/// <param name="Group">Labels that tell one metric of the family from another, by name; the series' own where that does
/// not matter (text 0.0.4).</param>
/// <param name="Bound">Upper bound of a bucket (<c>le</c>); NaN for anything else.</param>
internal sealed record Membership(MetricFamily Family, SampleRole Role, LabelSet Group, double Bound);
