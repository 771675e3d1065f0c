namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>One judged interval of a signal. The default value is a missing point.</summary>
internal readonly record struct Point
{
    /// <summary>False where the interval had no data; then the numbers mean nothing.</summary>
    public bool Seen { get; init; }

    /// <summary>Inside a deployment's window, an incident or maintenance: no example of normal.</summary>
    public bool Masked { get; init; }

    /// <summary>Masked for no other reason than a version that had yet to prove itself.</summary>
    public bool Unproven { get; init; }

    /// <summary>Gauge: mean level. Rate: how many in the interval. Ratio: bad ones. Latency: sum of seconds, NaN where
    /// unknown.</summary>
    public double Value { get; init; }

    /// <summary>Ratio: all. Latency: requests. Rate: same as the value. Gauge: readings behind the mean.</summary>
    public double Total { get; init; }

    /// <summary>Latency: requests per bucket (not cumulative), one a bound and one above the last; null for other
    /// kinds.</summary>
    public IReadOnlyList<double>? Buckets { get; init; }
}
