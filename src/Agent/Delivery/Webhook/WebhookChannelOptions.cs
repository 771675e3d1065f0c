using System.ComponentModel.DataAnnotations;

namespace Bellwether.Agent.Delivery.Webhook;

/// <summary>Options of <c>webhook</c>.</summary>
internal sealed class WebhookChannelOptions : IValidatableObject
{
    /// <summary>Most headers of one request.</summary>
    public const int MostHeaders = 32;

    /// <summary>Shortest secret, in characters: a shorter one can be guessed from one signed message.</summary>
    public const int ShortestSecret = 16;

    private static readonly string[] OurHeaders =
    [
        "connection", "content-length", "content-type", "expect", "host", "transfer-encoding",
        WebhookChannel.SignatureHeader,
    ];

    /// <summary>Address posted to, <c>http</c> or <c>https</c>, without credentials. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>Headers sent, by name; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Longest wait for the whole answer. 100 ms to 2 min; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:02:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Key of the signature header, at least 16 characters; default none, and then no such header.</summary>
    [DataType(DataType.Password)] public string? Secret { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is { } url && !(url.IsAbsoluteUri && url.Scheme is "http" or "https"))
            yield return new("Url must begin with http:// or https://.", [nameof(Url)]);
        else if (Url is { IsAbsoluteUri: true, UserInfo.Length: > 0 })
            yield return new("Url must not hold credentials; put them into Headers.", [nameof(Url)]);
        if (Headers.Count > MostHeaders)
            yield return new($"Headers has {Headers.Count} entries; the most is {MostHeaders}.", [nameof(Headers)]);
        foreach (var name in Headers.Keys.Where(IsOurs))
            yield return new($"Headers must not set '{name}'; the channel does.", [nameof(Headers)]);
        foreach (var (name, _) in Headers.Where(header => !IsSendable(header.Key, header.Value)))
            yield return new($"Headers has '{name}', which is no header that can be sent.", [nameof(Headers)]);
        if (Secret is { Length: < ShortestSecret })
            yield return new($"Secret must have at least {ShortestSecret} characters.", [nameof(Secret)]);
    }

    private static bool IsOurs(string name) => OurHeaders.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsSendable(string name, string value)
    {
        if (IsOurs(name)) return true;
        if (value.AsSpan().ContainsAny('\r', '\n', '\0')) return false;
        using var request = new HttpRequestMessage();
        return request.Headers.TryAddWithoutValidation(name, value);
    }
}
