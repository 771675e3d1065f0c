namespace Bellwether.Probes;

/// <summary>Whether the target answered. The zero value claims nothing.</summary>
public enum Reachability
{
    /// <summary>We could not look: our resolver, our clock, our query backend.</summary>
    Missing,

    /// <summary>The target answered.</summary>
    Good,

    /// <summary>The target failed us: refused, reset, no answer in time, or it says itself that it is unwell.</summary>
    Bad,
}
