namespace Bellwether.Probes.Scrape.Exposition;

/// <summary>
/// The family that the lines of an OpenMetrics page are about just now, and the order its samples must keep.
/// </summary>
internal sealed class OpenMetricsFamily(string name)
{
    private readonly HashSet<LabelSet> _groups = [];
    private readonly HistogramOrder _order = new();
    private LabelSet? _group;
    private double? _timestamp;
    private bool _hasHelp;
    private bool _hasUnit;

    public string Name { get; } = name;

    public MetricType? Type { get; private set; }

    public string? Unit { get; private set; }

    /// <summary>Labels of the metric that the last sample belonged to; null before the first.</summary>
    public LabelSet? Group => _group;

    public bool HasSamples => _group is not null;

    public MetricFamily? Family { get; set; }

    public void SetType(ref ByteCursor cursor, ReadOnlySpan<byte> word)
    {
        if (Type is not null)
            throw cursor.Fault($"a second TYPE of {Name}");
        Type = word.SequenceEqual("untyped"u8) ? null : MetricTypeWords.Find(word);
        if (Type is null)
            throw cursor.Fault($"{ByteCursor.Show(word)} is not a type of metric");
    }

    public void SetUnit(ref ByteCursor cursor, string unit)
    {
        if (_hasUnit)
            throw cursor.Fault($"a second UNIT of {Name}");
        _hasUnit = true;
        Unit = unit.Length == 0 ? null : unit;
    }

    public void SetHelp(ref ByteCursor cursor)
    {
        if (_hasHelp)
            throw cursor.Fault($"a second HELP of {Name}");
        _hasHelp = true;
    }

    public void Take(ref ByteCursor cursor, Membership membership, OpenMetricsSample sample)
    {
        CheckValue(ref cursor, membership, sample.Value);
        var sameGroup = ReferenceEquals(_group, membership.Group) || membership.Group.Equals(_group);
        if (sameGroup)
            CheckTimestamp(ref cursor, sample.Timestamp);
        else if (!_groups.Add(membership.Group))
            throw cursor.Fault($"the samples of {Name}{membership.Group} are not together");
        if (Type is MetricType.Histogram or MetricType.GaugeHistogram)
        {
            if (!sameGroup || _timestamp != sample.Timestamp)
                _order.EndPoint(ref cursor);
            _order.Take(ref cursor, membership, sample.Value);
        }

        _group = membership.Group;
        _timestamp = sample.Timestamp;
    }

    public void Close(ref ByteCursor cursor)
    {
        _order.EndPoint(ref cursor);
        if (Unit is null)
            return;
        if (!Name.EndsWith("_" + Unit, StringComparison.Ordinal))
            throw cursor.Fault($"the name {Name} does not end with its unit, {Unit}");
        if (Type is MetricType.Info or MetricType.StateSet)
            throw cursor.Fault($"{Name} has a unit, but an info or a stateset has none");
    }

    private void CheckTimestamp(ref ByteCursor cursor, double? timestamp)
    {
        if (timestamp is null != _timestamp is null)
            throw cursor.Fault($"only some samples of {Name} have a timestamp");
        if (timestamp < _timestamp && Type != MetricType.Info)
            throw cursor.Fault($"the timestamps of {Name} go backwards");
    }

    private void CheckValue(ref ByteCursor cursor, Membership membership, double value)
    {
        var wrong = membership.Role switch
        {
            SampleRole.Info => value == 1 ? null : "an info is always 1",
            SampleRole.Plain when Type == MetricType.StateSet => value is 0 or 1 ? null : "a state is 0 or 1",
            SampleRole.Plain when Type == MetricType.Summary => value < 0 ? "a quantile is never negative" : null,
            SampleRole.Total or SampleRole.Sum => value >= 0 ? null : "a total is neither negative nor NaN",
            SampleRole.GaugeSum => double.IsNaN(value) ? "a sum is never NaN" : null,
            SampleRole.Bucket or SampleRole.Count or SampleRole.GaugeCount =>
                value >= 0 && double.IsInteger(value) ? null : "a count is a whole number and never negative",
            _ => null,
        };
        if (wrong is not null)
            throw cursor.Fault($"{Name}: {wrong}");
    }
}
