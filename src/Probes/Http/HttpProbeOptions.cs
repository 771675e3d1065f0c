using System.Buffers;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Http;

/// <summary>Options of <c>http</c>.</summary>
public sealed class HttpProbeOptions : IFollowingOptions
{
    /// <summary>Most headers of one request.</summary>
    public const int MostHeaders = 32;

    /// <summary>Longest value of a header, in characters.</summary>
    public const int LongestHeader = 8192;

    private static readonly SearchValues<char> NameCharacters = SearchValues.Create(
        "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>They decide how the connection is used and how we are known.</summary>
    private static readonly string[] OurHeaders =
        ["connection", "expect", "transfer-encoding", "upgrade", "user-agent"];

    /// <summary>Address asked, <c>http</c> or <c>https</c>, without credentials. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>Where the hosts and ports are named while the agent runs, in place of those of <see cref="Url"/>; default
    /// none.</summary>
    public TargetsFromOptions? TargetsFrom { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the whole answer, resolver and body included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary><c>get</c> or <c>head</c>; default <c>get</c>.</summary>
    [EnumDataType(typeof(ProbeMethod))] public ProbeMethod Method { get; init; }

    /// <summary>Headers sent, by name; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What a good answer is like; default status 200.</summary>
    public HttpExpectation Expect { get; init; } = new();

    /// <summary>Longest body read, in bytes; a longer one gives no reading. 1 KiB to 16 MiB; default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)] public int MaxBody { get; init; } = 1024 * 1024;

    /// <summary>Header of the answer that holds the version; default none.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// address.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. UrlFaults(), .. Probes.Patience.Check(Timeout, Every), .. HeaderFaults(),
        .. Expect.Validate(), .. MethodFaults(),
    ];

    private IEnumerable<ValidationResult> UrlFaults()
    {
        if (Url is null)
            yield break;
        if (!Url.IsAbsoluteUri || (Url.Scheme != Uri.UriSchemeHttp && Url.Scheme != Uri.UriSchemeHttps)
            || Url.Host.Length == 0)
            yield return new("url must begin with http:// or https:// and name a host.", [nameof(Url)]);
        else if (Url.UserInfo.Length > 0)
            yield return new("url must not hold credentials: send an authorization header instead.", [nameof(Url)]);
        else if (Url.Fragment.Length > 0)
            yield return new("url must not have a fragment (#...): it is never sent.", [nameof(Url)]);
    }

    private IEnumerable<ValidationResult> HeaderFaults()
    {
        if (Headers.Count > MostHeaders)
            yield return new($"headers may hold {MostHeaders} entries at most.", [nameof(Headers)]);
        foreach (var (name, value) in Headers)
        {
            if (!IsName(name))
                yield return new($"headers: '{name}' is no name of a header.", [nameof(Headers)]);
            else if (OurHeaders.Contains(name, StringComparer.OrdinalIgnoreCase) || DescribesBody(name))
                yield return new($"headers: '{name}' cannot be set on a probe.", [nameof(Headers)]);
            if (value.Length > LongestHeader || value.AsSpan().ContainsAnyExceptInRange(' ', '~'))
                yield return new(
                    $"headers: the value of '{name}' must be at most {LongestHeader} printable ASCII characters.",
                    [nameof(Headers)]);
        }

        if (VersionHeader is not null && !IsName(VersionHeader))
            yield return new($"version-header: '{VersionHeader}' is no name of a header.", [nameof(VersionHeader)]);
    }

    private IEnumerable<ValidationResult> MethodFaults()
    {
        if (Method is ProbeMethod.Head && Expect.NeedsBody)
            yield return new(
                "method head has no body: expect.contains and expect.not-contains need get.", [nameof(Method)]);
    }

    /// <summary>Headers such as Allow or Expires belong to a body, and a probe sends none.</summary>
    private static bool DescribesBody(string name)
    {
        using var request = new HttpRequestMessage();
        return !request.Headers.TryAddWithoutValidation(name, "x");
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= 128 && !name.AsSpan().ContainsAnyExcept(NameCharacters);
}
