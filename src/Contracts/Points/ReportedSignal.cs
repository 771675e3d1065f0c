using Bellwether.Contracts.Signals;

namespace Bellwether.Contracts.Points;

/// <summary>One signal of an instance.</summary>
public sealed record ReportedSignal
{
    /// <summary>Its name, such as <c>app.errors</c>.</summary>
    public required string Signal { get; init; }

    public required SignalKind Kind { get; init; }

    /// <summary>"ratio", "seconds", "bytes", "per-second", …</summary>
    public required string Unit { get; init; }

    /// <summary>What it is made from, in words.</summary>
    public string Source { get; init => field = value ?? ""; } = "";

    /// <summary>Why it cannot be told for sure; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>That problem is that nobody can say what the signal is.</summary>
    public bool Ambiguous { get; init; }

    /// <summary>Upper bounds of the buckets, ascending, in the unit, without the infinite one; empty unless
    /// latency.</summary>
    public IReadOnlyList<double> Bounds { get; init => field = value ?? []; } = [];

    /// <summary>In the order of time; an interval without one is missing.</summary>
    public IReadOnlyList<ReportedPoint> Points { get; init => field = value ?? []; } = [];
}
