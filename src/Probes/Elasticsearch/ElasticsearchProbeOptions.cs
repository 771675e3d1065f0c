using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;

namespace Bellwether.Probes.Elasticsearch;

/// <summary>Options of <c>elasticsearch</c>.</summary>
public sealed partial class ElasticsearchProbeOptions : IProbeOptions
{
    /// <summary>Most queries of one probe: they are asked in one request.</summary>
    public const int MostQueries = 16;

    /// <summary>Most headers of the request.</summary>
    public const int MostHeaders = 16;

    /// <summary>Address of the cluster, <c>http</c> or <c>https</c>, without credentials. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>Index, data stream or alias, in which <c>*</c> stands for anything; several with commas between.
    /// Required.</summary>
    [Required, StringLength(512)] public string Index { get; init; } = "";

    /// <summary>Field that holds a document's time; default <c>@timestamp</c>.</summary>
    [StringLength(256, MinimumLength = 1)] public string TimeField { get; init; } = "@timestamp";

    /// <summary>How much time one look looks back on. 5 s to 1 h; default 1 min.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")] public TimeSpan Over { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long documents take until they can be found: a look looks at the time before that. 0 s to 10 min;
    /// default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:10:00")] public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The numbers asked for; 1 to 16.</summary>
    [Required] public IReadOnlyList<ElasticsearchQueryOptions> Queries { get; init; } = [];

    /// <summary>Headers of the request, such as an authorization; 16 at most, default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Gap between looks. 1 s to 1 h; default 15 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest wait for the answer. 50 ms to 1 min, shorter than <see cref="Every"/>; default 2 s, or four
    /// fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default the probe's name.</summary>
    [DefaultValue("the probe's name")]
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the documents are of; default by the version the instance names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        [.. AddressFaults(), .. QueryFaults(), .. HeaderFaults(), .. Probes.Patience.Check(Timeout, Every)];

    private IEnumerable<ValidationResult> AddressFaults()
    {
        if (Url is { } url && (!url.IsAbsoluteUri || url.Scheme is not ("http" or "https") || url.UserInfo.Length > 0
            || url.Query.Length > 0 || url.Fragment.Length > 0))
            yield return new("url must begin with http:// or https://, without credentials and query.", [nameof(Url)]);
        if (Index.Length > 0 && !IndexName().IsMatch(Index))
            yield return new(
                "index must be a name in small letters, digits, '-', '_', '.' and '*', or several with commas between.",
                [nameof(Index)]);
    }

    private IEnumerable<ValidationResult> QueryFaults()
    {
        if (Queries.Count is 0 or > MostQueries)
            yield return new($"queries needs 1 to {MostQueries} entries.", [nameof(Queries)]);
        if (Queries.GroupBy(query => query.Name).FirstOrDefault(group => group.Count() > 1) is { } doubled)
            yield return new($"two queries are called {doubled.Key}.", [nameof(Queries)]);
        foreach (var query in Queries)
            if (query.Fault() is { } fault)
                yield return new(fault, [nameof(Queries)]);
            else if (query.Name is "up")
                yield return new("queries: up is a signal already; choose another name.", [nameof(Queries)]);
    }

    private IEnumerable<ValidationResult> HeaderFaults()
    {
        if (Headers.Count > MostHeaders)
            yield return new($"headers may hold {MostHeaders} entries at most.", [nameof(Headers)]);
        foreach (var (name, value) in Headers)
        {
            using var request = new HttpRequestMessage();
            if (value.AsSpan().ContainsAnyExceptInRange(' ', '~')
                || !request.Headers.TryAddWithoutValidation(name, value))
                yield return new($"headers: '{name}' cannot be set on a request.", [nameof(Headers)]);
        }
    }

    [GeneratedRegex(@"^[a-z0-9.*][a-z0-9_.*,:-]*$")]
    private static partial Regex IndexName();
}
