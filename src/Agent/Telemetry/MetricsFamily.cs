using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Bellwether.Agent.Telemetry;

/// <summary>One instrument on the page: its series, summed or as last seen.</summary>
internal sealed class MetricsFamily
{
    /// <summary>Upper bounds of a histogram that asks for none: from a millisecond to ten seconds.</summary>
    private static readonly double[] StandardBounds = [0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10];

    private readonly Instrument _instrument;
    private readonly string _type;
    private readonly bool _adds;
    private readonly double[] _bounds;
    private readonly SortedDictionary<string, double> _values = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, double[]> _buckets = new(StringComparer.Ordinal);

    public MetricsFamily(Instrument instrument)
    {
        _instrument = instrument;
        var kind = instrument.GetType().GetGenericTypeDefinition();
        _type = kind == typeof(Counter<>) || kind == typeof(ObservableCounter<>) ? "counter"
            : kind == typeof(Histogram<>) ? "histogram"
            : "gauge";
        _bounds = instrument is Histogram<double> { Advice.HistogramBucketBoundaries: { Count: > 0 } wanted }
            ? [.. wanted] : StandardBounds;
        // An observable counter tells its total; a counter and an up-down counter tell what is added.
        _adds = kind == typeof(Counter<>) || kind == typeof(UpDownCounter<>);
        if (_type != "histogram" && !instrument.IsObservable && kind == typeof(Counter<>)) _values[""] = 0;
    }

    /// <summary>Measurements of series beyond the limit.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Forgets what is told anew for each page.</summary>
    public void Forget()
    {
        if (_instrument.IsObservable) _values.Clear();
    }

    public void Take(double value, string labels)
    {
        if (_type == "histogram") TakeIntoBuckets(value, labels);
        else if (_values.Count < MetricsPage.MostSeries || _values.ContainsKey(labels))
            _values[labels] = _adds ? _values.GetValueOrDefault(labels) + value : value;
        else LeftOut++;
        if (labels.Length > 0 && _adds) _values.Remove("");
    }

    public void WriteTo(StringBuilder page)
    {
        var name = _instrument.Name;
        if (_instrument.Description is { Length: > 0 } help) page.Append($"# HELP {name} {help}\n");
        page.Append($"# TYPE {name} {_type}\n");
        foreach (var (labels, value) in _values) Line(page, name, labels, value);
        foreach (var (labels, counts) in _buckets) WriteBuckets(page, labels, counts);
    }

    private void TakeIntoBuckets(double value, string labels)
    {
        if (!_buckets.TryGetValue(labels, out var counts))
        {
            if (_buckets.Count >= MetricsPage.MostSeries)
            {
                LeftOut++;
                return;
            }

            // One count a bound, one above the last, and the sum at the end.
            _buckets[labels] = counts = new double[_bounds.Length + 2];
        }

        var bucket = Array.FindIndex(_bounds, bound => value <= bound);
        counts[bucket < 0 ? _bounds.Length : bucket]++;
        counts[^1] += value;
    }

    private void WriteBuckets(StringBuilder page, string labels, double[] counts)
    {
        var name = _instrument.Name;
        var comma = labels.Length == 0 ? "" : ",";
        double total = 0;
        for (var i = 0; i <= _bounds.Length; i++)
        {
            total += counts[i];
            var bound = i == _bounds.Length ? "+Inf" : _bounds[i].ToString(CultureInfo.InvariantCulture);
            Line(page, $"{name}_bucket", $"{labels}{comma}le=\"{bound}\"", total);
        }

        Line(page, $"{name}_sum", labels, counts[^1]);
        Line(page, $"{name}_count", labels, total);
    }

    private static void Line(StringBuilder page, string name, string labels, double value)
    {
        page.Append(name);
        if (labels.Length > 0) page.Append('{').Append(labels).Append('}');
        page.Append(' ').Append(Number(value)).Append('\n');
    }

    // The format's own words for what is no number.
    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString(CultureInfo.InvariantCulture),
    };
}
