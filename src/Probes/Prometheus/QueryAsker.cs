namespace Bellwether.Probes.Prometheus;

/// <summary>Asks for one signal and keeps what is too old out of it.</summary>
internal sealed class QueryAsker(PrometheusQueryOptions query, TimeSpan staleAfter, PrometheusClient client)
{
    private readonly RatioCounts _ratio = new();
    private readonly Dictionary<string, double> _newest = new(StringComparer.Ordinal);

    public string Name => query.Name!;

    /// <param name="at">For which instant, by the backend's own clock.</param>
    /// <param name="patience">Ends the wait.</param>
    /// <exception cref="QueryFaultException">There is no data, and why.</exception>
    public async ValueTask<IReadOnlyList<Reading>> AskAsync(double at, CancellationToken patience)
    {
        if (query.Kind is QueryKind.Ratio) return await RatioAsync(at, patience).ConfigureAwait(false);
        var samples = await FreshAsync(query.Query!, at, patience).ConfigureAwait(false);
        return query.Kind switch
        {
            QueryKind.Rate => [.. QueryReadings.Counters(query, samples)],
            QueryKind.Latency => [.. QueryReadings.Buckets(query, samples)],
            _ => [QueryReadings.Level(query, samples)],
        };
    }

    private async ValueTask<IReadOnlyList<Reading>> RatioAsync(double at, CancellationToken patience)
    {
        // No series of bad ones is none so far: many clients make a series when something goes wrong for the first
        // time.
        var bad = await FreshAsync(query.Bad!, at, patience).ConfigureAwait(false);
        var others = await FreshAsync((query.Good ?? query.Total)!, at, patience).ConfigureAwait(false);
        if (others.Count == 0) return [.. QueryReadings.Counters(query, others)];
        var good = others;
        if (query.Good is null) (bad, good) = _ratio.Split(bad, others);
        _ratio.Keep(others);
        List<Reading> readings = [];
        if (bad.Count > 0) readings.AddRange(QueryReadings.Counters(query, bad, "bad"));
        if (good.Count > 0) readings.AddRange(QueryReadings.Counters(query, good, "good"));
        return readings;
    }

    /// <summary>The series whose last sample is no older than is allowed; empty where there are none at all.</summary>
    private async ValueTask<IReadOnlyList<PrometheusSample>> FreshAsync(
        string text, double at, CancellationToken patience)
    {
        var samples = await client.AskAsync(text, at, patience).ConfigureAwait(false);
        // The answer bears the instant that was asked for. When a sample was taken only timestamp() tells, and of what
        // an expression made, nobody.
        if (samples.Count == 0 || !CounterQuery.IsSelector(text)) return samples;
        var times = await client.AskAsync($"timestamp({text})", at, patience).ConfigureAwait(false);
        if (times.Count == 0) throw new QueryFaultException("gives series whose times are not told");
        var newest = times.Max(time => time.Value);
        if (at - newest > staleAfter.TotalSeconds)
            throw new QueryFaultException(
                $"gives nothing newer than {at - newest:0} s: what it is scraped from stopped");
        // Of two replicas behind one address each has samples of its own moments.
        if (_newest.TryGetValue(text, out var last) && newest < last)
            throw new QueryFaultException("gives older samples than before: there may be several behind the address");
        _newest[text] = newest;
        var stale = times.Where(time => at - time.Value > staleAfter.TotalSeconds).Select(time => time.Labels)
            .ToHashSet();
        return stale.Count == 0 ? samples : [.. samples.Where(sample => !stale.Contains(sample.Labels))];
    }
}
