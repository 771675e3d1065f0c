namespace Bellwether.Probes.Otlp;

/// <summary>What one sender sent at once.</summary>
internal sealed class OtlpResource
{
    public Dictionary<string, string> Attributes { get; } = new(StringComparer.Ordinal);

    public List<OtlpMetric> Metrics { get; } = [];

    public string? this[string name] => Attributes.GetValueOrDefault(name);
}
