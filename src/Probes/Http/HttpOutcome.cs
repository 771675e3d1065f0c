namespace Bellwether.Probes.Http;

/// <summary>How one exchange ended. Holds the answer until it is disposed.</summary>
internal sealed class HttpOutcome : IDisposable
{
    /// <summary>Good, without readings, where the answer is as expected.</summary>
    public required Look Look { get; init; }

    /// <summary>From connecting to the last byte.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>Null where it never left this host.</summary>
    public SentRequest? Sent { get; init; }

    /// <summary>Null where there was no answer.</summary>
    public HttpResponseMessage? Response { get; init; }

    /// <summary>Null where it was not read.</summary>
    public HttpBody? Body { get; init; }

    /// <summary>First value of a header of the answer; null where it is not there.</summary>
    public string? Header(string name) => Response is { } response
        && (response.Headers.NonValidated.TryGetValues(name, out var values)
            || response.Content.Headers.NonValidated.TryGetValues(name, out values))
        ? values.First().Trim() : null;

    public void Dispose()
    {
        Body?.Dispose();
        Response?.Dispose();
    }
}
