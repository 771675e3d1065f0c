namespace Bellwether.Probes.Otlp;

/// <summary>A total or a level.</summary>
internal sealed class NumberSeries(string name, MetricFamily family, LabelSet labels) : OtlpSeries(labels)
{
    private double _value;

    public override int Size => 1;

    public override void Tell(List<Reading> page) => page.Add(new(name, _value, family, Labels));

    protected override void Add(OtlpPoint point, bool isDelta, bool hasBefore) =>
        _value = isDelta ? _value + point.Value : point.Value;
}
