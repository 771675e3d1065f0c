namespace Bellwether.Probes.Otlp;

/// <summary>Which metrics and points are taken, and how their series are called.</summary>
internal static class OtlpMetrics
{
    private const string ScopeLabel = "otel_scope_name";

    /// <summary>Why no point of a metric is taken; null where they may be.</summary>
    public static string? Fault(OtlpMetric metric) => metric switch
    {
        { Name.Length: 0 or > OtlpLimits.NameLength } => "of metrics without a name, or with one that is too long",
        { Kind: OtlpKind.Summary } => "of summaries: their quantiles cannot be added up, send histograms",
        { Kind: OtlpKind.None } => "of a kind that is not known",
        { Kind: OtlpKind.Gauge } => null,
        { Temporality: not (Temporality.Delta or Temporality.Cumulative) } => "of metrics without a temporality",
        _ => PageNames.OfMetric(metric).Name.Length == 0 ? "of metrics whose name has no letter" : null,
    };

    /// <summary>Why a point is not taken; null where it is.</summary>
    public static string? Fault(OtlpMetric metric, OtlpPoint point)
    {
        if (point.Time == 0) return "without a time";
        if (point.Attributes.Count > OtlpLimits.Attributes)
            return $"with more than {OtlpLimits.Attributes} attributes";
        if (point.Attributes.Exists(pair => pair.Key.Length > OtlpLimits.NameLength
            || pair.Value.Length > OtlpLimits.ValueLength))
            return "with an attribute that is too long";
        if (point.IsEmpty) return null;
        if (metric is { Kind: OtlpKind.Sum, IsMonotonic: true } && !IsCount(point.Value))
            return "of counters that are negative or no number";
        return metric.Kind is OtlpKind.Histogram or OtlpKind.Exponential ? HistogramFault(point) : null;
    }

    /// <summary>Labels sorted by name; attributes whose names become one are joined, as on a page.</summary>
    public static LabelSet Labels(OtlpMetric metric, OtlpPoint point)
    {
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (metric.Scope.Length is > 0 and <= OtlpLimits.ValueLength) labels[ScopeLabel] = metric.Scope;
        foreach (var (key, value) in point.Attributes)
        {
            var name = PageNames.OfAttribute(key);
            // What a bucket's bound is called belongs to the histogram.
            if (name.Length == 0 || name is "le") continue;
            labels[name] = labels.TryGetValue(name, out var other) && name != ScopeLabel ? $"{other};{value}" : value;
        }

        return labels.Count == 0 ? LabelSet.Empty : new([.. labels]);
    }

    private static string? HistogramFault(OtlpPoint point)
    {
        if (point.Exponential is { } powers)
            return powers.Positive.Length > HistogramSeries.MostPowers || !IsCount(powers.Low)
                || Array.Exists(powers.Positive, count => !IsCount(count)) || powers.Scale is < -10 or > 20
                ? "of exponential histograms that cannot be" : null;
        if (point.Bounds.Count > HistogramSeries.MostBounds)
            return $"of histograms with more than {HistogramSeries.MostBounds} bounds";
        if (point.Counts.Count != (point.Counts.Count == 0 ? 0 : point.Bounds.Count + 1)
            || (point.Counts.Count == 0 && point.Bounds.Count > 0))
            return "of histograms whose counts do not fit their bounds";
        for (var i = 0; i < point.Bounds.Count; i++)
            if (!double.IsFinite(point.Bounds[i]) || (i > 0 && point.Bounds[i] <= point.Bounds[i - 1]))
                return "of histograms whose bounds do not rise";
        return point.Counts.TrueForAll(IsCount) && IsCount(point.Count) ? null : "of histograms that cannot be";
    }

    private static bool IsCount(double number) => number >= 0 && double.IsFinite(number);
}
