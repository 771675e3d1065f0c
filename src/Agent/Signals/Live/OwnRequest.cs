namespace Bellwether.Agent.Signals.Live;

/// <summary>A request that we made ourselves and that a page's counts will show, or show already; or several that are
/// alike.</summary>
/// <param name="Path">Path without the query.</param>
/// <param name="Status">Answered so; null where there was no answer.</param>
/// <param name="Seconds">How long it took, as we saw it; of several the mean.</param>
/// <param name="BeganAt">When its look began, UTC.</param>
internal sealed record OwnRequest(string Path, int? Status, double Seconds, DateTimeOffset BeganAt)
{
    /// <summary>How many there are; default 1.</summary>
    public int Count { get; init; } = 1;

    /// <summary>Whether there was an answer; what was given up may be counted much later or never.</summary>
    public bool Answered => Status is not null;

    /// <summary>Pages on which it was looked for.</summary>
    public int Pages { get; set; }

    /// <summary>One of another path was found where this one was not: it may have taken this one's place.</summary>
    public bool Contested { get; set; }

    /// <summary>With one more that is alike.</summary>
    public OwnRequest And(OwnRequest other) => this with
    {
        Count = Count + other.Count,
        Seconds = ((Seconds * Count) + (other.Seconds * other.Count)) / (Count + other.Count),
    };

    /// <summary>Of the same path and answer, and not looked for yet.</summary>
    public bool IsAsked(OwnRequest other) =>
        Pages == 0 && !Contested && Status == other.Status && string.Equals(Path, other.Path, StringComparison.Ordinal);
}
