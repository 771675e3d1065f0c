using Bellwether.Probes;

namespace Bellwether.Agent.Signals.Live;

/// <summary>The counting series of one metric, from page to page. A page is read whole before it counts.</summary>
/// <remarks>A collector that fails leaves its series out for a page or more. Their totals are remembered, since counted
/// from nothing they would be a whole life of requests in one interval.</remarks>
/// <param name="filter">Which samples count.</param>
/// <param name="scale">Units of the signal in one of the page.</param>
/// <param name="firstIsBase">A series seen for the first time is counted from; else it counts from nothing.</param>
internal sealed class SeriesTotals(SampleFilter filter, double scale, bool firstIsBase)
{
    private readonly Dictionary<LabelSet, Series> _series = new(SameLabels.Instance);
    private long _page;
    private int _onPage;
    private bool _madeRoom;

    /// <summary>Whether the page has any of them, ignored ones included.</summary>
    public bool Any => _onPage > 0;

    /// <summary>The page has a total that no counter can have.</summary>
    public bool Refused { get; private set; }

    /// <summary>The page has a total below the one before.</summary>
    public bool Decreased { get; private set; }

    /// <summary>The page has a total that the page before left out: nobody knows when that grew.</summary>
    public bool Returned { get; private set; }

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
        (_onPage, _madeRoom) = (0, false);
        (Refused, Decreased, Returned) = (false, false, false);
    }

    public void Read(in Reading reading)
    {
        if (!_series.TryGetValue(reading.Labels, out var series))
        {
            if (_series.Count >= LiveLimits.SeriesPerPage) MakeRoom();
            if (_series.Count >= LiveLimits.SeriesPerPage)
            {
                Refused = true;
                SignalMeter.SeriesDropped.Add(1);
                return;
            }

            _series[reading.Labels] = series = new(filter.RoleOf(reading.Labels), BoundOf(reading.Labels));
            if (firstIsBase && reading.Value >= 0) series.Counted = reading.Value;
        }

        _onPage++;
        series.Page = _page;
        series.Value = reading.Value;
        if (series.Role is SampleRole.Ignored) return;
        if (!(reading.Value >= 0) || double.IsPositiveInfinity(reading.Value)) Refused = true;
        else if (series.Away) Welcome(series);
        else if (reading.Value < series.Counted) Decreased = true;
    }

    /// <summary>Another process counts anew: nothing is known of what its page does not have.</summary>
    public void ForgetOthers() => Forget(series => series.Page != _page);

    /// <summary>From now on deltas count from this page.</summary>
    public void Commit()
    {
        var away = 0;
        foreach (var series in _series.Values)
        {
            series.Away = series.Page != _page;
            if (series.Away) away++;
            else series.Counted = series.Value;
        }

        if (away > LiveLimits.SeriesAway) ForgetOthers();
    }

    /// <summary>A total that is back below what it was has begun again, and counts from nothing.</summary>
    private void Welcome(Series series)
    {
        if (series.Value < series.Counted) series.Counted = 0;
        else if (series.Counted > 0) Returned = true;
    }

    /// <summary>Once a page: all series are gone through. A page that was refused does not commit, so what two pages
    /// have not had goes as well, else a page of other series would be refused for ever.</summary>
    private void MakeRoom()
    {
        if (_madeRoom) return;
        _madeRoom = true;
        Forget(series => series.Page < _page - 1 || (series.Away && series.Page != _page));
    }

    private void Forget(Func<Series, bool> which)
    {
        foreach (var (labels, series) in _series)
            if (which(series))
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
