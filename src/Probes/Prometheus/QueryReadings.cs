using Bellwether.Contracts.Signals;

namespace Bellwether.Probes.Prometheus;

/// <summary>Makes readings of the answers to one query.</summary>
internal static class QueryReadings
{
    /// <summary>The label that tells the bad ones of a ratio; no metric of others has it.</summary>
    public const string Outcome = "bellwether_outcome";

    /// <summary>The signal that a query is, as the agent is told of it.</summary>
    public static ProbeSignal SignalOf(PrometheusQueryOptions query) => new()
    {
        Name = query.Name!,
        Kind = query.Kind switch
        {
            QueryKind.Rate => SignalKind.Rate,
            QueryKind.Ratio => SignalKind.Ratio,
            QueryKind.Latency => SignalKind.Latency,
            _ => SignalKind.Gauge,
        },
        Reading = query.Name!,
        Unit = UnitOf(query),
        Bad = query.Kind is QueryKind.Ratio
            ? new Dictionary<string, string> { [Outcome] = "bad" } : new Dictionary<string, string>(),
    };

    /// <summary>One number.</summary>
    /// <exception cref="QueryFaultException">There is none, or several.</exception>
    public static Reading Level(PrometheusQueryOptions query, IReadOnlyList<PrometheusSample> samples)
    {
        if (samples.Count > 1)
            throw new QueryFaultException($"gives {samples.Count} series, among them {samples[0]} and {samples[1]}, "
                + "and a gauge is one number: select one, or say how they become one (sum, max)");
        if (!double.IsFinite(Some(samples)[0].Value))
            throw new QueryFaultException($"gives {samples[0].Value}, which is no level");
        return Reading.Gauge(query.Name!, samples[0].Value, UnitOf(query));
    }

    /// <summary>Counters, each with its own labels.</summary>
    /// <exception cref="QueryFaultException">There are none, or what cannot be counters.</exception>
    public static IEnumerable<Reading> Counters(
        PrometheusQueryOptions query, IReadOnlyList<PrometheusSample> samples, string? outcome = null)
    {
        var family = new MetricFamily(query.Name!, MetricType.Counter, null);
        foreach (var sample in Counted(samples))
            yield return new(query.Name!, sample.Value, family, Identity(sample, outcome));
    }

    /// <summary>Buckets of histograms.</summary>
    /// <exception cref="QueryFaultException">There are none, or what cannot be buckets.</exception>
    public static IEnumerable<Reading> Buckets(
        PrometheusQueryOptions query, IReadOnlyList<PrometheusSample> samples)
    {
        var name = $"{query.Name}_bucket";
        var family = new MetricFamily(query.Name!, MetricType.Histogram, UnitOf(query));
        foreach (var sample in Counted(samples))
            yield return sample.Labels["le"] is null
                ? throw new QueryFaultException($"gives {sample}, which is no bucket: it has no label le")
                : new(name, sample.Value, family, Identity(sample, null));
    }

    private static string UnitOf(PrometheusQueryOptions query) => query.Kind switch
    {
        QueryKind.Rate => "per-second",
        QueryKind.Ratio => "ratio",
        QueryKind.Latency => query.Unit ?? "seconds",
        _ => query.Unit ?? "",
    };

    private static IReadOnlyList<PrometheusSample> Counted(IReadOnlyList<PrometheusSample> samples)
    {
        foreach (var sample in Some(samples))
            if (!(sample.Value >= 0) || double.IsPositiveInfinity(sample.Value))
                throw new QueryFaultException($"gives {sample.Value} for {sample}, which no counter can be");
        return samples;
    }

    private static IReadOnlyList<PrometheusSample> Some(IReadOnlyList<PrometheusSample> samples) => samples.Count > 0
        ? samples : throw new QueryFaultException("gives nothing: no such series, or what it is scraped from is away");

    /// <summary>All its labels and its name: two series of an answer never have the same.</summary>
    private static LabelSet Identity(PrometheusSample sample, string? outcome)
    {
        List<KeyValuePair<string, string>> labels = [.. sample.Labels];
        if (sample.Name.Length > 0) labels.Add(new("__name__", sample.Name));
        if (outcome is not null) labels.Add(new(Outcome, outcome));
        return new([.. labels]);
    }
}
