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

    private readonly MeterListener _listener = new();
    private readonly SortedDictionary<string, MetricsFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    // Held around a whole page, and never by what measures: a gauge may wait for locks of other rooms, and whoever
    // holds those may count something just then.
    private readonly Lock _writing = new();
    private long _unread;

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
        lock (_writing)
        {
            Observe();
            var page = new StringBuilder();
            lock (_gate)
            {
                foreach (var family in _families.Values)
                    family.WriteTo(page);
                Own(page, "bellwether_metrics_left_out_total", "Measurements of series beyond the limit of this page.",
                    _families.Values.Sum(family => family.LeftOut));
                Own(page, "bellwether_metrics_unread_total", "Pages on which some value could not be had.", _unread);
            }

            return page.ToString();
        }
    }

    public void Dispose() => _listener.Dispose();

    /// <summary>Asks for what is only told when asked; what was told before is forgotten: a channel or a service that
    /// is gone must not stand there for ever.</summary>
    private void Observe()
    {
        lock (_gate)
            foreach (var family in _families.Values)
                family.Forget();
        try
        {
            _listener.RecordObservableInstruments();
        }
        catch (AggregateException)
        {
            // The others were told all the same, and a page without one value is better than none.
            _unread++;
        }
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        lock (_gate)
            if (_families.TryGetValue(instrument.Name, out var family))
                family.Take(value, LabelsOf(tags));
    }

    private static void Own(StringBuilder page, string name, string help, long value) => page
        .Append("# HELP ").Append(name).Append(' ').Append(help).Append('\n')
        .Append("# TYPE ").Append(name).Append(" counter\n").Append(name).Append(' ').Append(value).Append('\n');

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
