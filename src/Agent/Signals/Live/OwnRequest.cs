namespace Bellwether.Agent.Signals.Live;

/// <summary>A request that we made ourselves and that a page's counts will show, or show already.</summary>
/// <param name="Path">Path without the query.</param>
/// <param name="Failed">Answered with a status of 500 or more.</param>
/// <param name="Seconds">How long it took, as we saw it.</param>
/// <param name="BeganAt">When its look began, UTC.</param>
internal sealed record OwnRequest(string Path, bool Failed, double Seconds, DateTimeOffset BeganAt)
{
    /// <summary>Pages on which it was looked for.</summary>
    public int Pages { get; set; }
}
