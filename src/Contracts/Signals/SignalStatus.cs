namespace Bellwether.Contracts.Signals;

/// <summary>A signal as the agent knows it now.</summary>
public sealed record SignalStatus
{
    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>Its name, such as <c>app.errors</c>.</summary>
    public required string Signal { get; init; }

    public required SignalKind Kind { get; init; }

    /// <summary>"ratio", "seconds", "bytes", "per-second", "looks", "restarts", …</summary>
    public required string Unit { get; init; }

    /// <summary>What it is made from, in words: "http_server_request_duration_seconds_count, status 5xx of
    /// all".</summary>
    public required string Source { get; init; }

    /// <summary>"mean" where it is an average, in which a few slow requests hide: shown, not judged as a quantile; null
    /// where it tells what its kind says.</summary>
    public string? Quality { get; init; }

    /// <summary>Level of the last point with data; of restarts how many there were within a window; null before it, and
    /// for <c>….up</c>, of which <see cref="Looks"/> tell.</summary>
    public double? Last { get; init; }

    /// <summary>End of that point, for a state the moment of the last look, UTC; null before it.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Points in the history that are not masked and not missing.</summary>
    public required int HistoryPoints { get; init; }

    /// <summary>Points that are needed before a rule can compare it; null where none does.</summary>
    public int? PointsNeeded { get; init; }

    /// <summary>Rules that judge it, in their order; empty where it is shown, and not judged.</summary>
    public IReadOnlyList<string> JudgedBy { get; init; } = [];

    /// <summary>The default rule that would judge it, and does not: rules in the file take its place, and none of them
    /// judges it. Null where nothing is missed.</summary>
    public string? DefaultRule { get; init; }

    /// <summary>Of <c>….up</c>: how the last look at each instance ended, by its name; empty for other signals, and
    /// before the first look.</summary>
    public IReadOnlyList<InstanceLook> Looks { get; init; } = [];

    /// <summary>What is wrong with it, such as two candidates and no reason to choose; null for nothing.</summary>
    public string? Problem { get; init; }
}
