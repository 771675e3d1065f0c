using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The counting series of one metric, from page to page. A page is read whole before it counts.</summary>
internal sealed class SeriesTotals(SampleFilter filter, double scale)
{
    private readonly Dictionary<LabelSet, Series> _series = new(SameLabels.Instance);
    private long _page;
    private int _onPage;

    public int Count => _series.Count;

    /// <summary>Whether the page has any of them, ignored ones included.</summary>
    public bool Any => _onPage > 0;

    /// <summary>The page has a total that no counter can have.</summary>
    public bool Refused { get; private set; }

    /// <summary>The page has a total below the one before.</summary>
    public bool Decreased { get; private set; }

    /// <summary>Those on the page that are read and that count.</summary>
    public IEnumerable<Series> OnPage
    {
        get
        {
            foreach (var series in _series.Values)
                if (series.Page == _page && series.Role is not SampleRole.Ignored)
                    yield return series;
        }
    }

    public void Begin()
    {
        _page++;
        (_onPage, Refused, Decreased) = (0, false, false);
    }

    public void Read(in Reading reading)
    {
        if (!_series.TryGetValue(reading.Labels, out var series))
        {
            if (_series.Count >= LiveLimits.SeriesPerPage)
            {
                Refused = true;
                SignalMeter.SeriesDropped.Add(1);
                return;
            }

            _series[reading.Labels] = series = new(filter.RoleOf(reading.Labels), BoundOf(reading.Labels));
        }

        _onPage++;
        series.Page = _page;
        series.Value = reading.Value;
        if (series.Role is SampleRole.Ignored) return;
        if (!(reading.Value >= 0) || double.IsPositiveInfinity(reading.Value)) Refused = true;
        else if (reading.Value < series.Counted) Decreased = true;
    }

    /// <summary>From now on deltas count from this page. What is no longer on it is forgotten.</summary>
    public void Commit()
    {
        var gone = 0;
        foreach (var series in _series.Values)
        {
            if (series.Page == _page) series.Counted = series.Value;
            else gone++;
        }

        if (gone == 0) return;
        foreach (var (labels, series) in _series)
            if (series.Page != _page)
                _series.Remove(labels);
    }

    private double BoundOf(LabelSet labels) =>
        labels["le"] is { } le && Number.TryParse(le, out var bound) ? bound * scale : double.NaN;

    /// <summary>Pages are read with the label sets of the page before, so most comparisons end at the
    /// reference.</summary>
    private sealed class SameLabels : IEqualityComparer<LabelSet>
    {
        public static readonly SameLabels Instance = new();

        public bool Equals(LabelSet? x, LabelSet? y) => ReferenceEquals(x, y) || (x is not null && x.Equals(y));

        public int GetHashCode(LabelSet obj) => obj.GetHashCode();
    }
}
