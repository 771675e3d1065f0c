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
    private double[] _edges = [];
    private double[] _cumulative = [];
    private int[] _series = [];

    public HistogramTracker(Binding binding)
        : base(binding)
    {
        var filter = new SampleFilter(binding);
        _buckets = new(filter, binding.Scale, binding.FirstIsBase);
        _sums = new(filter, binding.Scale, binding.FirstIsBase);
        _sumName = binding.Metric + "_sum";
        Samples = [binding.Metric + "_bucket", _sumName];
        Own = binding.CountsOwnRequests ? new(binding, filter) : null;
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
        if (_buckets.Returned || !AddUp()) return null;
        // Nothing but ignored routes on the page is no request, in buckets as they were.
        if (_edges.Length == 0) return _bounds.Length > 0 ? Of(new double[_bounds.Length + 1]) : null;
        if (!double.IsPositiveInfinity(_edges[^1])) return null;
        // Routes may have bounds of their own: only what all of them have can be added up.
        var common = Enumerable.Range(0, _edges.Length).Where(i => _series[i] == _series[^1]).ToArray();
        Remember([.. common.SkipLast(1).Select(i => _edges[i])]);
        var counts = new double[common.Length];
        double below = 0;
        for (var i = 0; i < counts.Length; i++)
        {
            var upTo = _cumulative[common[i]];
            if (upTo - below < -Rounding) return null;
            counts[i] = Math.Max(0, upTo - below);
            below = upTo;
        }

        return Of(counts);
    }

    public override void BeginAgain()
    {
        _buckets.ForgetOthers();
        _sums.ForgetOthers();
    }

    public override void Commit()
    {
        _buckets.Commit();
        _sums.Commit();
    }

    /// <summary>Adds up the series of the page by bound; false where a bucket has no bound.</summary>
    private bool AddUp()
    {
        if (TryAddUp()) return true;
        // The page has other bounds than the one before.
        _edges = [.. _buckets.OnPage.Select(series => series.Bound).Distinct().Order()];
        (_cumulative, _series) = (new double[_edges.Length], new int[_edges.Length]);
        return (_edges.Length == 0 || !double.IsNaN(_edges[0])) && TryAddUp();
    }

    private bool TryAddUp()
    {
        Array.Clear(_cumulative);
        Array.Clear(_series);
        foreach (var series in _buckets.OnPage)
        {
            var edge = Array.BinarySearch(_edges, series.Bound);
            if (edge < 0) return false;
            _cumulative[edge] += series.Delta;
            _series[edge]++;
        }

        return Array.TrueForAll(_series, count => count > 0);
    }

    private Delta Of(double[] counts) => new() { Bounds = _bounds, Buckets = counts, Sum = Seconds() };

    /// <summary>The same bounds are the same list, so that points can tell by reference that nothing changed.</summary>
    private void Remember(double[] bounds)
    {
        if (!bounds.AsSpan().SequenceEqual(_bounds)) _bounds = bounds;
    }

    private double Seconds()
    {
        if (!_sums.Any || _sums.Refused || _sums.Decreased || _sums.Returned) return double.NaN;
        double seconds = 0;
        foreach (var series in _sums.OnPage) seconds += series.Delta;
        return seconds * Binding.Scale;
    }
}
