namespace Bellwether.Agent.Signals;

/// <summary>A stretch of a signal's past on treated instances that somebody wants to see point by point.</summary>
internal sealed record PointWalk
{
    public required string Service { get; init; }

    /// <summary>Full name of the signal itself, without a quantile.</summary>
    public required string Signal { get; init; }

    /// <summary>The stretch ends with the last point that is over by then, UTC.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Its length in points, those that are missing among them.</summary>
    public required int Points { get; init; }
}
