namespace Bellwether.Probes.Frontend.Fetching;

/// <summary>What was answered, and what its bytes are like.</summary>
internal sealed record FetchedAnswer
{
    public required int Status { get; init; }

    /// <summary>Where it came from, after redirects.</summary>
    public required Uri Url { get; init; }

    public required AnswerHeaders Headers { get; init; }

    /// <summary>The header that was wanted; null where it is not there.</summary>
    public string? WantedHeader { get; init; }

    /// <summary>Bytes of the body, unpacked; null where they are not known.</summary>
    public long? Bytes { get; init; }

    /// <summary>The body is longer than the limit; the rest was not read.</summary>
    public bool TooLarge { get; init; }

    /// <summary>Null where the body was not read to its end.</summary>
    public AssetDigests? Digests { get; init; }

    /// <summary>Null where it was not wanted.</summary>
    public string? Text { get; init; }
}
