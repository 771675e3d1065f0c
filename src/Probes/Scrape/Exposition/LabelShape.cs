namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>Where one label stands in the page, its value without the quotes.</summary>
internal readonly record struct LabelShape(Range Name, Range Value);
