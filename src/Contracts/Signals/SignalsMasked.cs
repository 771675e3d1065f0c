namespace Bellwether.Contracts.Signals;

/// <summary>A stretch of time that is no example of normal: an incident, or maintenance.</summary>
public sealed record SignalsMasked
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init; } = 1;

    public required string Service { get; init; }

    public required string Environment { get; init; }

    public required MaskKind Kind { get; init; }

    /// <summary>First instant masked, UTC.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>First instant not masked, UTC; after <see cref="From"/>.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>Why; never empty, at most 1 000 characters.</summary>
    public required string Reason { get; init; }

    /// <summary>Who; never empty.</summary>
    public required string Actor { get; init; }
}
