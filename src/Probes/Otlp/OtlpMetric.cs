namespace Bellwether.Probes.Otlp;

/// <summary>A metric as it was sent.</summary>
internal sealed class OtlpMetric
{
    public string Scope { get; set; } = "";

    public string Name { get; set; } = "";

    public string Unit { get; set; } = "";

    public OtlpKind Kind { get; set; }

    public Temporality Temporality { get; set; }

    /// <summary>A sum that only grows.</summary>
    public bool IsMonotonic { get; set; }

    public List<OtlpPoint> Points { get; } = [];
}
