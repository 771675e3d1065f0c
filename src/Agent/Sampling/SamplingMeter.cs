using System.Diagnostics.Metrics;

namespace Bellwether.Agent.Sampling;

/// <summary>The sampler's own metrics, one label: the probe's name.</summary>
internal sealed class SamplingMeter : IDisposable
{
    public const string Name = "Bellwether.Sampling";

    private const string ProbeLabel = "probe";

    private readonly Meter _meter = new(Name);
    private readonly Histogram<double> _duration;
    private readonly Histogram<double> _lateness;

    public SamplingMeter(Func<IEnumerable<(string Probe, LaneCount Count)>> counts)
    {
        Observe("bellwether_looks_due_total", "Looks that should have begun.", c => c.Due);
        Observe("bellwether_looks_done_total", "Looks that were brought home.", c => c.Done);
        Observe("bellwether_looks_missed_total", "Looks that were due and never made.", c => c.Missed);
        Observe("bellwether_looks_failed_total", "Looks in which the probe itself failed.", c => c.Failed);
        Observe("bellwether_looks_overdue_total", "Looks that a probe did not end, and that were given up.",
            c => c.Overdue);
        _duration = Seconds("bellwether_look_duration_seconds", "How long looks take.");
        _lateness = Seconds("bellwether_tick_lateness_seconds", "How far behind its time a look begins.");

        void Observe(string name, string description, Func<LaneCount, long> value) => _meter.CreateObservableCounter(
            name, () => counts().GroupBy(c => c.Probe, (probe, lanes) => new Measurement<long>(
                lanes.Sum(lane => value(lane.Count)), new KeyValuePair<string, object?>(ProbeLabel, probe))),
            unit: null, description);
    }

    public void Looked(string probe, TimeSpan took) =>
        _duration.Record(took.TotalSeconds, new KeyValuePair<string, object?>(ProbeLabel, probe));

    public void Began(string probe, TimeSpan late) =>
        _lateness.Record(late.TotalSeconds, new KeyValuePair<string, object?>(ProbeLabel, probe));

    public void Dispose() => _meter.Dispose();

    private Histogram<double> Seconds(string name, string description) => _meter.CreateHistogram(
        name, "s", description, tags: null, new InstrumentAdvice<double>
        {
            HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
        });
}
