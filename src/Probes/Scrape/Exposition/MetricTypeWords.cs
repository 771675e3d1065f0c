namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>The words for types in <c># TYPE</c> lines.</summary>
internal static class MetricTypeWords
{
    /// <summary>Null for a word that is not one of them; "untyped" is text 0.0.4's word for "unknown".</summary>
    public static MetricType? Find(ReadOnlySpan<byte> word) =>
        word.SequenceEqual("counter"u8) ? MetricType.Counter
        : word.SequenceEqual("gauge"u8) ? MetricType.Gauge
        : word.SequenceEqual("histogram"u8) ? MetricType.Histogram
        : word.SequenceEqual("summary"u8) ? MetricType.Summary
        : word.SequenceEqual("unknown"u8) || word.SequenceEqual("untyped"u8) ? MetricType.Unknown
        : word.SequenceEqual("gaugehistogram"u8) ? MetricType.GaugeHistogram
        : word.SequenceEqual("info"u8) ? MetricType.Info
        : word.SequenceEqual("stateset"u8) ? MetricType.StateSet
        : null;
}
