namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>What the metadata lines have said of a family so far.</summary>
internal sealed class Declaration(string name)
{
    public string Name { get; } = name;

    public MetricType? Type { get; set; }

    public string? Unit { get; set; }

    public bool HasHelp { get; set; }

    /// <summary>
    /// The family as its samples know it; null until it is needed, and again when more is said of it.
    /// </summary>
    public MetricFamily? Family { get; set; }
}
