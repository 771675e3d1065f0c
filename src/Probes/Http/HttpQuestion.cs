namespace Bellwether.Probes.Http;

/// <summary>One request, and what its answer must be like.</summary>
internal sealed record HttpQuestion
{
    public required HttpMethod Method { get; init; }

    public required Uri Url { get; init; }

    /// <summary>In the order in which they are sent.</summary>
    public required IEnumerable<KeyValuePair<string, string>> Headers { get; init; }

    /// <summary>What is sent; null for nothing.</summary>
    public HttpContent? Content { get; init; }

    public required HttpExpectation Expect { get; init; }

    /// <summary>Whether the body is wanted for more than the expectation.</summary>
    public bool KeepsBody { get; init; }

    /// <summary>Longest body, in bytes.</summary>
    public required int MaxBody { get; init; }

    /// <summary>How long the whole look may take, for the words of one that was given up.</summary>
    public required TimeSpan Patience { get; init; }
}
