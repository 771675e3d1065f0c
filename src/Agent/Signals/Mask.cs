namespace Bellwether.Agent.Signals;

/// <summary>A stretch of a service's history that is no example of normal: half-open, UTC.</summary>
internal readonly record struct Mask(DateTimeOffset From, DateTimeOffset To)
{
    public bool Touches(DateTimeOffset from, DateTimeOffset to) => From < to && from < To;
}
