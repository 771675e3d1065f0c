namespace Bellwether.Agent.Signals.Live;

/// <summary>A request that we made ourselves and that a page's counts will show, or show already.</summary>
/// <param name="Path">Path without the query.</param>
/// <param name="Failed">Answered with a status of 500 or more.</param>
/// <param name="Seconds">How long it took, as we saw it.</param>
/// <param name="BeganAt">When its look began, UTC.</param>
internal sealed record OwnRequest(string Path, bool Failed, double Seconds, DateTimeOffset BeganAt)
{
    /// <summary>Whether there was an answer; what was given up may be counted much later or never.</summary>
    public bool Answered { get; init; } = true;

    /// <summary>Pages on which it was looked for.</summary>
    public int Pages { get; set; }

    /// <summary>One of another path was found where this one was not: it may have taken this one's place.</summary>
    public bool Contested { get; set; }
}
