using System.Globalization;

namespace Bellwether.Probes.Otlp;

/// <summary>A histogram as the cumulative buckets of a page.</summary>
internal sealed class HistogramSeries : OtlpSeries
{
    /// <summary>Most bounds of one histogram.</summary>
    public const int MostBounds = 250;

    /// <summary>Most buckets of one histogram whose bounds are powers; libraries have 160.</summary>
    public const int MostPowers = 1_000;

    private readonly MetricFamily _family;
    private readonly (string Bucket, string Sum, string Count) _names;
    private readonly ExponentialGrid? _grid;
    private double[] _bounds = [];
    private double[] _counts = [0];
    private LabelSet[] _labels;
    private double _sum;
    private ExponentialCounts? _last;

    /// <param name="family">Its family.</param>
    /// <param name="names">Names of its samples.</param>
    /// <param name="labels">Its labels.</param>
    /// <param name="grid">The bounds that buckets of powers are told in; null where they have bounds of their
    /// own.</param>
    public HistogramSeries(
        MetricFamily family, (string Bucket, string Sum, string Count) names, LabelSet labels, ExponentialGrid? grid)
        : base(labels)
    {
        (_family, _names, _grid) = (family, names, grid);
        _labels = [];
        if (grid is not null) Use([.. grid.Bounds]);
        else Use([]);
    }

    public override int Size => _counts.Length + 2;

    public override void Tell(List<Reading> page)
    {
        double upTo = 0;
        for (var i = 0; i < _counts.Length; i++)
            page.Add(new(_names.Bucket, upTo += _counts[i], _family, _labels[i]));
        if (!double.IsNaN(_sum)) page.Add(new(_names.Sum, _sum, _family, Labels));
        page.Add(new(_names.Count, upTo, _family, Labels));
    }

    protected override void Add(OtlpPoint point, bool isDelta, bool hasBefore)
    {
        if (_grid is not null && point.Exponential is { } now) AddPowers(now, isDelta, hasBefore);
        else AddCounts(point, isDelta);
        _sum = isDelta ? _sum + point.Sum : point.Sum;
    }

    private void AddCounts(OtlpPoint point, bool isDelta)
    {
        // Without bounds there is one bucket, whose count need not be sent.
        var counts = point.Counts.Count == 0 ? [point.Count] : point.Counts;
        if (!point.Bounds.SequenceEqual(_bounds))
        {
            Use([.. point.Bounds]);
            isDelta = false;
        }

        for (var i = 0; i < _counts.Length; i++) _counts[i] = isDelta ? _counts[i] + counts[i] : counts[i];
    }

    /// <summary>The buckets of a total become fewer and wider while it grows, so what it grew by is added up in bounds
    /// that stay.</summary>
    private void AddPowers(ExponentialCounts now, bool isDelta, bool hasBefore)
    {
        var more = isDelta ? now
            : hasBefore && _last is { } last ? ExponentialGrid.Difference(now, last) : null;
        // A process that counts anew must be seen to count anew.
        if (more is null) Array.Clear(_counts);
        _grid!.Add(more ?? now, _counts);
        _last = isDelta ? null : now;
    }

    private void Use(double[] bounds)
    {
        _bounds = bounds;
        _counts = new double[bounds.Length + 1];
        _labels = [.. bounds.Append(double.PositiveInfinity).Select(bound => new LabelSet(
            [.. Labels, new("le", bound is double.PositiveInfinity
                ? "+Inf" : bound.ToString("R", CultureInfo.InvariantCulture))]))];
    }
}
