using System.Diagnostics.Metrics;
using System.Text;

namespace Bellwether.Agent.Telemetry;

/// <summary>The agent's own instruments as a page in Prometheus' text format 0.0.4.</summary>
/// <remarks>
/// Safe for concurrent use. Everything is instrumented once, with <see cref="Meter"/>; this class only listens, so
/// another
/// exporter (prometheus-net's adapter, OpenTelemetry) can take its place without a change elsewhere.
/// </remarks>
internal sealed class MetricsPage : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Instruments of meters whose name begins so are on the page.</summary>
    public const string Prefix = "Bellwether.";

    /// <summary>Most series of one instrument; further ones are left out.</summary>
    public const int MostSeries = 200;

    private const string LeftOut = "bellwether_metrics_left_out_total";

    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricsFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    public MetricsPage()
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (!instrument.Meter.Name.StartsWith(Prefix, StringComparison.Ordinal)) return;
            lock (_gate) _families.TryAdd(instrument.Name, new MetricsFamily(instrument));
            listener.EnableMeasurementEvents(instrument);
        };
        _listener.SetMeasurementEventCallback<long>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<int>((i, value, tags, _) => Take(i, value, tags));
        _listener.SetMeasurementEventCallback<double>((i, value, tags, _) => Take(i, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var page = new StringBuilder();
        lock (_gate)
        {
            foreach (var family in _families.Values)
                family.WriteTo(page);
            page.Append("# HELP ").Append(LeftOut).Append(" Measurements of series beyond the limit of this page.\n");
            page.Append("# TYPE ").Append(LeftOut).Append(" counter\n");
            page.Append(LeftOut).Append(' ').Append(_families.Values.Sum(family => family.LeftOut)).Append('\n');
        }

        return page.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
            if (_families.TryGetValue(instrument.Name, out var family))
                family.Take(value, LabelsOf(tags));
    }

    private static string LabelsOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty) return "";
        var labels = new StringBuilder();
        foreach (var (name, value) in tags)
            labels.Append(labels.Length == 0 ? "" : ",").Append($"{name}=\"{Escaped($"{value}")}\"");
        return labels.ToString();
    }

    private static string Escaped(string value) => value
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal);
}
