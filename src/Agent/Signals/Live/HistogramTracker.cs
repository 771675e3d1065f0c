using Bellwether.Agent.Signals.Discovery;
using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>A latency, from the cumulative buckets of a histogram.</summary>
internal sealed class HistogramTracker : MetricTracker
{
    // Totals are doubles that were added up: what is below this is rounding.
    private const double Rounding = 1e-6;

    private readonly SeriesTotals _buckets;
    private readonly SeriesTotals _sums;
    private readonly string _sumName;
    private double[] _bounds = [];

    public HistogramTracker(Binding binding)
        : base(binding)
    {
        var filter = new SampleFilter(binding);
        _buckets = new(filter, binding.Scale);
        _sums = new(filter, binding.Scale);
        _sumName = binding.Metric + "_sum";
        Samples = [binding.Metric + "_bucket", _sumName];
        Own = binding.CountsOwnRequests ? new(filter, splits: false) : null;
    }

    public override IReadOnlyList<string> Samples { get; }

    public override bool Absent => !_buckets.Any;

    public override bool Refused => _buckets.Refused;

    public override bool Decreased => _buckets.Decreased;

    public override void Begin()
    {
        _buckets.Begin();
        _sums.Begin();
    }

    public override void Read(in Reading reading)
    {
        if (string.Equals(reading.Name, _sumName, StringComparison.Ordinal)) _sums.Read(reading);
        else _buckets.Read(reading);
    }

    public override Delta? DeltaOfPage()
    {
        SortedDictionary<double, (double Sum, int Series)> cumulative = [];
        foreach (var series in _buckets.OnPage)
        {
            if (double.IsNaN(series.Bound)) return null;
            cumulative.TryGetValue(series.Bound, out var bucket);
            cumulative[series.Bound] = (bucket.Sum + series.Delta, bucket.Series + 1);
        }

        // Nothing but ignored routes on the page is no request, in buckets as they were.
        if (cumulative.Count == 0) return _bounds.Length > 0 ? Of([.. new double[_bounds.Length + 1]]) : null;
        if (!cumulative.TryGetValue(double.PositiveInfinity, out var all)) return null;
        // Routes may have bounds of their own: only what all of them have can be added up.
        var common = cumulative.Where(bucket => bucket.Value.Series == all.Series).ToList();
        Remember([.. common.Select(bucket => bucket.Key).SkipLast(1)]);
        var counts = new double[common.Count];
        double below = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            counts[i] = common[i].Value.Sum - below;
            if (counts[i] < -Rounding) return null;
            counts[i] = Math.Max(0, counts[i]);
            below = common[i].Value.Sum;
        }

        return Of(counts);
    }

    public override void Commit()
    {
        _buckets.Commit();
        _sums.Commit();
    }

    private Delta Of(double[] counts) => new() { Bounds = _bounds, Buckets = counts, Sum = Seconds() };

    /// <summary>The same bounds are the same list, so that points can tell by reference that nothing changed.</summary>
    private void Remember(double[] bounds)
    {
        if (!bounds.AsSpan().SequenceEqual(_bounds)) _bounds = bounds;
    }

    private double Seconds()
    {
        if (!_sums.Any || _sums.Refused || _sums.Decreased) return double.NaN;
        double seconds = 0;
        foreach (var series in _sums.OnPage) seconds += series.Delta;
        return seconds * Binding.Scale;
    }
}
