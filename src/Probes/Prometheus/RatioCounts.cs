namespace Bellwether.Probes.Prometheus;

/// <summary>Makes the good ones of a ratio from all and the bad ones, series by series.</summary>
/// <remarks>
/// Where the bad ones are series among all of them, the others are the good ones. Where they are another metric, they
/// are taken from the one with the same labels; then a request that ends badly makes the good ones fewer, since it was
/// among all from its beginning. That is no counter that began again, so the highest number stays until one of the two
/// falls.
/// </remarks>
internal sealed class RatioCounts
{
    private readonly Dictionary<(string Name, LabelSet Labels), (double Bad, double Total, double Good)> _last =
        [];

    /// <summary>The bad and the good ones; empty for none.</summary>
    /// <remarks>Between two answers the backend may have stored a page more. So where the bad ones are among all, their
    /// numbers are those of that answer as well.</remarks>
    /// <exception cref="QueryFaultException">Bad ones are there without the total that they are of.</exception>
    public (IReadOnlyList<PrometheusSample> Bad, IReadOnlyList<PrometheusSample> Good) Split(
        IReadOnlyList<PrometheusSample> bad, IReadOnlyList<PrometheusSample> total)
    {
        // Nothing has gone wrong yet: of which kind the bad ones will be nobody knows.
        if (bad.Count == 0) return (bad, Apart(bad, total));
        var isBad = bad.Select(one => (one.Name, one.Labels)).ToHashSet();
        var among = total.ToLookup(one => isBad.Contains((one.Name, one.Labels)));
        List<PrometheusSample> found = [.. among[true]];
        if (found.Count == bad.Count) return (found, [.. among[false]]);
        return found.Count == 0 ? (bad, Apart(bad, total))
            : throw new QueryFaultException("has series among bad that are not among total, where others are");
    }

    private List<PrometheusSample> Apart(
        IReadOnlyList<PrometheusSample> bad, IReadOnlyList<PrometheusSample> total)
    {
        var failed = new Dictionary<LabelSet, PrometheusSample>();
        foreach (var one in bad)
            if (!failed.TryAdd(one.Labels, one))
                throw new QueryFaultException(
                    $"has several bad series with the labels {one.Labels}: give good, not total");
        List<PrometheusSample> good = [];
        foreach (var all in total)
        {
            failed.Remove(all.Labels, out var of);
            good.Add(all with { Value = Rising(all, of.Value) });
        }

        return failed.Count == 0 ? good : throw new QueryFaultException(
            $"has {failed.Values.First()} among bad, and no total with the same labels: give good, not total");
    }

    private double Rising(PrometheusSample total, double bad)
    {
        var (key, good) = ((total.Name, total.Labels), Math.Max(0, total.Value - bad));
        if (_last.TryGetValue(key, out var last) && bad >= last.Bad && total.Value >= last.Total)
            good = Math.Max(good, last.Good);
        _last[key] = (bad, total.Value, good);
        return good;
    }

    /// <summary>Forgets the series that are not among these, so that what comes and goes fills nothing.</summary>
    public void Keep(IReadOnlyList<PrometheusSample> total)
    {
        if (_last.Count <= 2 * total.Count) return;
        var now = total.Select(one => (one.Name, one.Labels)).ToHashSet();
        foreach (var series in _last.Keys)
            if (!now.Contains(series))
                _last.Remove(series);
    }
}
