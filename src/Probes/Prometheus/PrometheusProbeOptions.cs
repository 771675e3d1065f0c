using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Prometheus;

/// <summary>Options of <c>prometheus</c>.</summary>
public sealed class PrometheusProbeOptions : IProbeOptions
{
    /// <summary>Most queries of one probe.</summary>
    public const int MostQueries = 20;

    /// <summary>Most headers of one request.</summary>
    public const int MostHeaders = 16;

    /// <summary>Address as people open it, <c>http</c> or <c>https</c>, without credentials; a path in front of
    /// <c>/api</c> is kept. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>What is asked: 1 to 20 signals. Required.</summary>
    [Required] public IReadOnlyList<PrometheusQueryOptions> Queries { get; init; } = [];

    /// <summary>Gap between looks; at least the gap between two scrapes of the Prometheus brings something new each
    /// time. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for all answers of a look. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s,
    /// or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Age from which on a sample is no data, by the clock of the Prometheus. 5 s to 1 h; default 2
    /// min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan StaleAfter { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Most series of one answer; one with more is no data. 1 to 5 000; default 500.</summary>
    [Range(1, 5_000)] public int MostSeries { get; init; } = 500;

    /// <summary>Token that is sent as <c>Authorization: Bearer</c>, put in from outside the file. Default
    /// none.</summary>
    [DataType(DataType.Password)] public string? BearerToken { get; init; }

    /// <summary>User name for basic authentication; goes with <see cref="Password"/>. Default none.</summary>
    public string? Username { get; init; }

    /// <summary>Its password, put in from outside the file. Default none.</summary>
    [DataType(DataType.Password)] public string? Password { get; init; }

    /// <summary>Further headers, such as that of a tenant; at most 16. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// address.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. UrlFaults(), .. Probes.Patience.Check(Timeout, Every), .. QueryFaults(), .. AccessFaults()];

    private IEnumerable<ValidationResult> UrlFaults()
    {
        if (Url is null) yield break;
        if (!Url.IsAbsoluteUri || Url.Scheme is not ("http" or "https") || Url.Host.Length == 0)
            yield return new("url must begin with http:// or https:// and name a host.", [nameof(Url)]);
        else if (Url.UserInfo.Length > 0)
            yield return new("url must not hold credentials: give username and password, or bearer-token.",
                [nameof(Url)]);
        else if (Url.Query.Length + Url.Fragment.Length > 0)
            yield return new("url must have no query and no fragment: it is where the Prometheus is.", [nameof(Url)]);
    }

    private IEnumerable<ValidationResult> QueryFaults()
    {
        if (Queries.Count is 0 or > MostQueries)
            yield return new($"needs 1 to {MostQueries} queries.", [nameof(Queries)]);
        var twice = Queries.Where(query => query.Name is not null).GroupBy(query => query.Name)
            .FirstOrDefault(named => named.Count() > 1);
        if (twice is not null) yield return new($"there are two queries '{twice.Key}'.", [nameof(Queries)]);
    }

    private IEnumerable<ValidationResult> AccessFaults()
    {
        if ((Username is null) != (Password is null))
            yield return new("username and password go together.", [nameof(Username)]);
        if (BearerToken is not null && Username is not null)
            yield return new("give bearer-token, or username and password.", [nameof(BearerToken)]);
        if (BearerToken is not null && !IsPrintable(BearerToken))
            yield return new("must be printable characters on one line.", [nameof(BearerToken)]);
        if (Headers.Count > MostHeaders)
            yield return new($"headers may hold {MostHeaders} entries at most.", [nameof(Headers)]);
        foreach (var (name, value) in Headers)
        {
            if (name.Length == 0 || !name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
                || name.Equals("host", StringComparison.OrdinalIgnoreCase))
                yield return new($"headers: '{name}' cannot be set here.", [nameof(Headers)]);
            if (!IsPrintable(value))
                yield return new($"headers: the value of '{name}' must be printable characters on one line.",
                    [nameof(Headers)]);
        }
    }

    private static bool IsPrintable(string text) =>
        text.Length > 0 && !text.AsSpan().ContainsAnyExceptInRange(' ', '~');
}
