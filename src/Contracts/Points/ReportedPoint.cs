namespace Bellwether.Contracts.Points;

/// <summary>One interval of a signal. Members that its kind does not use are 0.</summary>
public sealed record ReportedPoint
{
    /// <summary>Start of the interval, UTC, a multiple of its width since 1970.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Gauge: sum of readings. Latency: sum of seconds, null where unknown. Rate: how many.</summary>
    public double Sum { get; init; }

    /// <summary>Gauge: readings. Latency: requests. Rate: looks.</summary>
    public double Count { get; init; }

    /// <summary>Gauge: smallest reading.</summary>
    public double Min { get; init; }

    /// <summary>Gauge: largest reading.</summary>
    public double Max { get; init; }

    /// <summary>Ratio: bad ones.</summary>
    public double Bad { get; init; }

    /// <summary>Ratio: all.</summary>
    public double Total { get; init; }

    /// <summary>Latency: requests per bucket, not cumulative: one a bound and one above the last.</summary>
    public IReadOnlyList<double> Buckets { get; init => field = value ?? []; } = [];
}
