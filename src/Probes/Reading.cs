namespace Bellwether.Probes;

/// <summary>One number of a look.</summary>
/// <param name="Name">Name of the sample as the page has it (<c>http_requests_total</c>, <c>x_seconds_bucket</c>), or a
/// probe's own word (<c>cpu</c>).</param>
/// <param name="Value">Any double that the target sent, NaN and infinities included: the reader decides.</param>
/// <param name="Family">The family that the sample belongs to: its type and unit.</param>
/// <param name="Labels">Labels in the order of the page; empty for none.</param>
public readonly record struct Reading(string Name, double Value, MetricFamily Family, LabelSet Labels)
{
    /// <summary>A level, such as a share in use; unit as in <see cref="MetricFamily.Unit"/>.</summary>
    public static Reading Gauge(string name, double value, string unit) =>
        new(name, value, new MetricFamily(name, MetricType.Gauge, unit), LabelSet.Empty);

    /// <summary>A total that only grows until its process restarts.</summary>
    public static Reading Counter(string name, double value, string unit) =>
        new(name, value, new MetricFamily(name, MetricType.Counter, unit), LabelSet.Empty);

    /// <summary>How long the look's own request took, in seconds.</summary>
    public static Reading Latency(string name, TimeSpan took) => Gauge(name, took.TotalSeconds, "seconds");
}
