using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Storage.History;

/// <summary>What one signal did on one instance in one interval, in a form that merges: sums and counts, never
/// quotients.</summary>
/// <remarks>Members that a kind does not use stay 0. Equality compares the two lists by reference.</remarks>
internal sealed record HistoryRow
{
    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>Full name, such as <c>app.latency</c>.</summary>
    public required string Signal { get; init; }

    public required SignalKind Kind { get; init; }

    public required string Unit { get; init; }

    /// <summary>Instance that it was seen on; empty where it belongs to none.</summary>
    public required string Instance { get; init; }

    /// <summary>Whether that instance stays on the old version.</summary>
    public bool Control { get; init; }

    /// <summary>Start of the interval, UTC, a multiple of <see cref="Width"/> since the epoch; whole
    /// milliseconds.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Length of the interval; whole milliseconds, more than 0.</summary>
    public required TimeSpan Width { get; init; }

    /// <summary>Version that the instance named; null where it names none.</summary>
    public string? Version { get; init; }

    /// <summary>Gauge: sum of readings. Latency: sum of seconds, NaN where unknown. Rate: how many.</summary>
    public double Sum { get; init; }

    /// <summary>Gauge: readings. Latency: requests. Rate: looks behind the sum. 0 where nothing was seen.</summary>
    public double Count { get; init; }

    /// <summary>Gauge: smallest reading; nothing where <see cref="Count"/> is 0.</summary>
    public double Min { get; init; }

    /// <summary>Gauge: largest reading; nothing where <see cref="Count"/> is 0.</summary>
    public double Max { get; init; }

    /// <summary>Ratio: bad ones.</summary>
    public double Bad { get; init; }

    /// <summary>Ratio: all.</summary>
    public double Total { get; init; }

    /// <summary>Upper bounds of the buckets, ascending, in <see cref="Unit"/>, without the infinite one; empty unless
    /// latency.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Requests per bucket, not cumulative: one a bound and one above the last; empty unless
    /// latency.</summary>
    public IReadOnlyList<double> Buckets { get; init; } = [];

    /// <summary>State: good looks.</summary>
    public int Good { get; init; }

    /// <summary>State: bad looks, the refused ones among them.</summary>
    public int BadLooks { get; init; }

    /// <summary>State: looks that were bad because nothing listened.</summary>
    public int Refused { get; init; }

    /// <summary>State: looks that could not be made.</summary>
    public int MissingLooks { get; init; }

    /// <summary>State: restarts seen in the interval.</summary>
    public int Restarts { get; init; }

    public DateTimeOffset End => At + Width;

    /// <summary>Two intervals, or two instances of one interval, as one. See <see cref="HistoryMerge"/>.</summary>
    /// <exception cref="ArgumentException">They are not of the same signal.</exception>
    public static HistoryRow Merge(HistoryRow first, HistoryRow second) => HistoryMerge.Of(first, second);
}
