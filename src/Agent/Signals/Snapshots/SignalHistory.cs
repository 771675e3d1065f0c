using Bellwether.Agent.Configuration.Plans;
using Bellwether.Contracts.Signals;

namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>One signal as the judge sees it: what it did before t0, and since.</summary>
internal sealed record SignalHistory
{
    public required string Name { get; init; }

    public required SignalKind Kind { get; init; }

    public required string Unit { get; init; }

    /// <summary>Upper bounds of the buckets, ascending, in <see cref="Unit"/>, without the infinite one; empty unless
    /// latency.</summary>
    public IReadOnlyList<double> Bounds { get; init; } = [];

    /// <summary>Points whose whole interval lies before t0; empty for state signals.</summary>
    public required PointSeries Before { get; init; }

    /// <summary>Points whose whole interval lies at or after t0, up to the snapshot's end; empty before t0.</summary>
    public required PointSeries After { get; init; }

    /// <summary>The same time as <see cref="After"/> on instances that stay on the old version; null where there are
    /// none.</summary>
    public PointSeries? Control { get; init; }

    /// <summary>State signals: looks before t0, oldest first; empty for other kinds.</summary>
    public IReadOnlyList<LookMark> LooksBefore { get; init; } = [];

    /// <summary>State signals: looks at or after t0, oldest first; empty for other kinds.</summary>
    public IReadOnlyList<LookMark> LooksAfter { get; init; } = [];

    /// <summary>State signals: looks since t0 on instances that stay on the old version; null where there are
    /// none.</summary>
    public IReadOnlyList<LookMark>? LooksControl { get; init; }

    /// <summary>State signals that count (restarts): how many since t0, the replacement not counted.</summary>
    public int Count { get; init; }

    /// <summary>The same count over as long a stretch before the announcement.</summary>
    public int CountBefore { get; init; }

    /// <summary>Missing because a system that we ask could not be asked, not because the target had nothing.</summary>
    public bool ProviderUnavailable { get; init; }

    /// <summary>Requests of our own, per second, that the counts may hold and that nobody could take out; 0 where they
    /// hold none.</summary>
    public double OwnPerSecond { get; init; }

    /// <summary>How sentences tell of it; null for the usual words.</summary>
    public SignalWords? Words { get; init; }

    /// <summary>Why the signal cannot be told for sure; null where it can.</summary>
    public string? Ambiguity { get; init; }
}
