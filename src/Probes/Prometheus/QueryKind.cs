namespace Bellwether.Probes.Prometheus;

/// <summary>What the answer to a query is.</summary>
public enum QueryKind
{
    /// <summary>One number: a level.</summary>
    Gauge,

    /// <summary>Counters: how many in an interval.</summary>
    Rate,

    /// <summary>Counters of the bad and of all: bad ones of all.</summary>
    Ratio,

    /// <summary>Buckets of histograms of durations.</summary>
    Latency,
}
