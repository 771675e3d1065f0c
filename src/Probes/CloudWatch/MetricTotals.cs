using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.CloudWatch;

/// <summary>Turns datapoints into readings: counts into totals that grow period by period, all else into
/// levels.</summary>
/// <remarks>The agent counts from look to look; a datapoint is a count of its period alone.</remarks>
internal sealed class MetricTotals(IReadOnlyList<CloudWatchMetricOptions> metrics)
{
    private const string Outcome = "outcome";

    private static readonly LabelSet s_bad = new(new KeyValuePair<string, string>(Outcome, "bad"));
    private static readonly LabelSet s_good = new(new KeyValuePair<string, string>(Outcome, "good"));

    private readonly Dictionary<(string Name, LabelSet Labels), double> _totals = [];

    public static IReadOnlyList<ProbeSignal> SignalsOf(CloudWatchProbeOptions options) =>
        [.. options.Metrics.Select(SignalOf)];

    /// <summary>Readings of one period; of a metric without a datapoint none, unless nothing is nought.</summary>
    /// <param name="points">Datapoints.</param>
    /// <param name="at">Start of the period.</param>
    public IReadOnlyList<Reading> Read(
        IReadOnlyDictionary<(string Id, DateTimeOffset At), double> points, DateTimeOffset at)
    {
        List<Reading> readings = [];
        for (var i = 0; i < metrics.Count; i++)
        {
            var metric = metrics[i];
            var value = Value(metric, points, MetricQuestion.IdOf(i), at);
            if (metric.Of is not null)
            {
                if (value is not { } bad || Value(metric, points, MetricQuestion.IdOfAll(i), at) is not { } all)
                    continue;
                readings.Add(Total(metric.Name, s_bad, bad));
                readings.Add(Total(metric.Name, s_good, Math.Max(0, all - bad)));
            }
            else if (value is { } one)
            {
                readings.Add(metric.Counts ? Total(metric.Name, LabelSet.Empty, one)
                    : Reading.Gauge(metric.Name, one * metric.Scale, metric.Unit));
            }
        }

        return readings;
    }

    private static ProbeSignal SignalOf(CloudWatchMetricOptions metric) => new()
    {
        Name = metric.Name,
        Reading = metric.Name,
        Kind = metric.Of is not null ? SignalKind.Ratio : metric.Counts ? SignalKind.Rate : SignalKind.Gauge,
        Unit = metric.Of is not null ? "ratio" : metric.Counts ? "per-second" : metric.Unit,
        Bad = metric.Of is null ? new Dictionary<string, string>()
            : new Dictionary<string, string> { [Outcome] = "bad" },
    };

    private static double? Value(
        CloudWatchMetricOptions metric, IReadOnlyDictionary<(string Id, DateTimeOffset At), double> points, string id,
        DateTimeOffset at) =>
        points.TryGetValue((id, at), out var value) ? metric.Counts ? Math.Max(0, value) : value
        : metric is { Counts: true, NothingIsZero: true } ? 0 : null;

    private Reading Total(string name, LabelSet labels, double more)
    {
        var total = _totals[(name, labels)] = _totals.GetValueOrDefault((name, labels)) + more;
        return new(name, total, new MetricFamily(name, MetricType.Counter, ""), labels);
    }
}
