namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>One thing that is to be fetched.</summary>
internal sealed record FetchRequest
{
    public required Uri Url { get; init; }

    /// <summary>What a browser would say that it takes.</summary>
    public required string Accept { get; init; }

    /// <summary>Asks for the head alone.</summary>
    public bool HeadOnly { get; init; }

    /// <summary>Whether only the head of the answer is wanted, although all of it is asked for.</summary>
    public bool LeavesBody { get; init; }

    /// <summary>Origin to name, as for an asset by the rules for other origins; null for none.</summary>
    public string? Origin { get; init; }

    /// <summary>What is known of it already, so that it need not be sent again; null for nothing.</summary>
    public FetchedAnswer? Known { get; init; }

    /// <summary>Whether its text is wanted; else its bytes are only counted and hashed.</summary>
    public bool WantsText { get; init; }

    /// <summary>A header of the answer that is wanted; null for none.</summary>
    public string? WantedHeader { get; init; }

    /// <summary>Longest wait for the first byte of an answer; null for what is left of the look.</summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>Longest body, in bytes, as a browser gets it.</summary>
    public required int MostBytes { get; init; }
}
