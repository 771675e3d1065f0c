namespace Bellwether.Probes.Otlp;

/// <summary>What one instance of a service has sent. Used under its window's lock.</summary>
internal sealed class OtlpInstance(string name)
{
    private const int GapsKept = 4;

    private readonly Dictionary<string, OtlpFamily> _families = new(StringComparer.Ordinal);
    private readonly Queue<TimeSpan> _gaps = new();
    private LabelSet _about = LabelSet.Empty;
    private ulong _startedAt;

    public string Name { get; } = name;

    public string? Version { get; private set; }

    public DateTimeOffset PushedAt { get; private set; }

    /// <summary>Readings that its series make.</summary>
    public int Size { get; private set; }

    /// <summary>The longest of the last gaps between two pushes: one push may come in several parts.</summary>
    public TimeSpan Gap => _gaps.Count == 0 ? OtlpLimits.UsualGap : _gaps.Max();

    /// <param name="sent">What came.</param>
    /// <param name="room">Readings that there is room for.</param>
    /// <param name="at">When it came.</param>
    /// <param name="refusals">Gets what is not taken.</param>
    public void Take(OtlpResource sent, int room, DateTimeOffset at, Refusals refusals)
    {
        if (PushedAt != default)
        {
            _gaps.Enqueue(at - PushedAt);
            if (_gaps.Count > GapsKept) _gaps.Dequeue();
        }

        PushedAt = at;
        Version = sent["service.version"] is { Length: > 0 and <= 128 } version ? version : null;
        _about = About(sent);
        var starts = new ProcessStarts();
        foreach (var metric in sent.Metrics) room -= Take(metric, room, at, starts, refusals);
        _startedAt = starts.StartOf(_startedAt);
    }

    /// <summary>The page: totals and levels as they are now. Levels that are sent no more are left out.</summary>
    public List<Reading> Page(DateTimeOffset at, TimeSpan silence)
    {
        List<Reading> page = new(Size + 2);
        page.Add(new("target_info", 1, TargetInfo, _about));
        if (_startedAt > 0) page.Add(new(StartName, _startedAt / 1e9, Start, LabelSet.Empty));
        foreach (var family in _families.Values)
            foreach (var series in family.Series.Values)
                if (series.StaysWhileSilent || at - series.SeenAt <= silence)
                    series.Tell(page);
        return page;
    }

    /// <summary>Forgets series that were not sent for long.</summary>
    public void MakeRoom(DateTimeOffset at)
    {
        foreach (var (family, of) in _families)
        {
            foreach (var (labels, series) in of.Series)
            {
                if (at - series.SeenAt <= OtlpLimits.SeriesIdle) continue;
                of.Series.Remove(labels);
                Size -= series.Size;
            }

            if (of.Series.Count == 0) _families.Remove(family);
        }
    }

    private static readonly string[] AboutNames =
        ["service.name", "service.instance.id", "service.version", "deployment.environment.name"];

    private const string StartName = "process_start_time_seconds";

    private static readonly MetricFamily TargetInfo = new("target_info", MetricType.Gauge, null);
    private static readonly MetricFamily Start = new(StartName, MetricType.Gauge, "seconds");

    /// <summary>How much room it took.</summary>
    private int Take(OtlpMetric metric, int room, DateTimeOffset at, ProcessStarts starts, Refusals refusals)
    {
        if (OtlpMetrics.Fault(metric) is { } fault)
        {
            refusals.Add(metric.Points.Count, fault);
            return 0;
        }

        var (name, unit) = PageNames.OfMetric(metric);
        if (!_families.TryGetValue(name, out var family)) _families[name] = family = new(metric, name, unit);
        if (!family.Fits(metric))
        {
            refusals.Add(metric.Points.Count, $"of {name}: it is of another kind already");
            return 0;
        }

        var taken = 0;
        foreach (var point in metric.Points)
            if (OtlpMetrics.Fault(metric, point) is { } wrong) refusals.Add(1, wrong);
            else taken += Take(metric, point, family, (room - taken, at), starts, refusals);
        if (family.Series.Count == 0) _families.Remove(name);
        Size += taken;
        return taken;
    }

    private static int Take(
        OtlpMetric metric, OtlpPoint point, OtlpFamily family, (int Room, DateTimeOffset At) now, ProcessStarts starts,
        Refusals refusals)
    {
        var labels = OtlpMetrics.Labels(metric, point);
        var before = 0;
        if (family.Series.TryGetValue(labels, out var series))
        {
            before = series.Size;
        }
        else
        {
            series = family.Make(labels);
            if (series.Size + point.Bounds.Count > now.Room)
            {
                refusals.Add(1, "of new series: there are as many as are kept");
                return 0;
            }

            family.Series[labels] = series;
        }

        var fate = series.Take(metric, point, now.At);
        if (fate is PointFate.OfAProcessBefore)
            refusals.Add(1, "of an older process: give each process a service.instance.id of its own");
        else if (metric.Temporality is Temporality.Cumulative && point.Start > 0)
            starts.Add(point.Start, fate, isKnown: before > 0);
        return series.Size - before;
    }

    private static LabelSet About(OtlpResource sent) => new(
    [
        .. from name in AboutNames
           let value = sent[name] ?? (name.StartsWith("deployment", StringComparison.Ordinal)
               ? sent["deployment.environment"] : null)
           where value is { Length: > 0 and <= OtlpLimits.ValueLength }
           select new KeyValuePair<string, string>(PageNames.OfAttribute(name), value),
    ]);
}
