namespace Bellwether.Agent.Signals;

/// <summary>A stretch of a service's history that is no example of normal: half-open, UTC.</summary>
internal readonly record struct Mask(DateTimeOffset From, DateTimeOffset To)
{
    /// <summary>A version had yet to prove itself then. Nobody said that what was seen does not count: it is no example
    /// of normal, and yet what failed was failing.</summary>
    public bool Unproven { get; init; }

    public bool Touches(DateTimeOffset from, DateTimeOffset to) => From < to && from < To;
}
