namespace Bellwether.Probes.Otlp;

/// <summary>The series of one metric of one instance.</summary>
internal sealed class OtlpFamily
{
    private readonly MetricFamily _family;
    private readonly (string Bucket, string Sum, string Count) _names;
    private readonly ExponentialGrid? _grid;
    private readonly OtlpKind _kind;

    public OtlpFamily(OtlpMetric metric, string name, string? unit)
    {
        (_kind, Type) = (metric.Kind, TypeOf(metric));
        _family = new(name, Type, unit);
        _names = ($"{name}_bucket", $"{name}_sum", $"{name}_count");
        _grid = metric.Kind is OtlpKind.Exponential ? ExponentialGrid.Of(unit) : null;
    }

    public MetricType Type { get; }

    public Dictionary<LabelSet, OtlpSeries> Series { get; } = [];

    /// <summary>Whether a metric of the same name has the same form.</summary>
    public bool Fits(OtlpMetric metric) => _kind == metric.Kind && Type == TypeOf(metric);

    public OtlpSeries Make(LabelSet labels) => Type is MetricType.Histogram
        ? new HistogramSeries(_family, _names, labels, _grid) : new NumberSeries(_family.Name, _family, labels);

    private static MetricType TypeOf(OtlpMetric metric) => metric.Kind switch
    {
        OtlpKind.Histogram or OtlpKind.Exponential => MetricType.Histogram,
        OtlpKind.Sum when metric.IsMonotonic => MetricType.Counter,
        _ => MetricType.Gauge,
    };
}
