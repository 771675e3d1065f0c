using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Http.Journeys;
using Bellwether.Probes.Targets;

namespace Bellwether.Probes.Http;

/// <summary>Options of <c>http</c>.</summary>
public sealed class HttpProbeOptions : IFollowingOptions
{
    /// <summary>Most steps of one look.</summary>
    public const int MostSteps = 16;

    /// <summary>Address asked, <c>http</c> or <c>https</c>, without credentials. Required.</summary>
    [Required] public Uri? Url { get; init; }

    /// <summary>Where the hosts and ports are named while the agent runs, in place of those of <see cref="Url"/>;
    /// default none.</summary>
    public TargetsFromOptions? TargetsFrom { get; init; }

    /// <summary>Gap between looks. 1 s to 1 h; default 10 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")] public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the whole answer, resolver and body included. 50 ms to 1 min, shorter than
    /// <see cref="Every"/>; default 2 s, or four fifths of <see cref="Every"/> where that is shorter.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "00:01:00")] public TimeSpan? Timeout { get; init; }

    /// <summary><c>get</c> or <c>head</c>; default <c>get</c>.</summary>
    [EnumDataType(typeof(ProbeMethod))] public ProbeMethod Method { get; init; }

    /// <summary>Headers sent, by name, with each step to the origin of <see cref="Url"/>; at most 32. Default
    /// none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>What a good answer is like; default status 200.</summary>
    public HttpExpectation Expect { get; init; } = new();

    /// <summary>Requests made one after the other in place of the one to <see cref="Url"/>, such as to log in, call and
    /// log out. Cookies are kept within the look. At most 16; default none.</summary>
    public IReadOnlyList<HttpStepOptions> Steps { get; init; } = [];

    /// <summary>Longest body read, in bytes; a longer one gives no reading. 1 KiB to 16 MiB; default 1 MiB.</summary>
    [Range(1024, 16 * 1024 * 1024)] public int MaxBody { get; init; } = 1024 * 1024;

    /// <summary>Header of the answer that holds the version; short for <c>version: { header: … }</c>. Default
    /// none.</summary>
    public string? VersionHeader { get; init; }

    /// <summary>Where the answer says its version, of several steps the first one that does; default nowhere.</summary>
    public HttpVersionOptions? Version { get; init; }

    /// <summary>Name of the instance. At most 128 characters, no blanks; default <c>host:port</c> of the
    /// address.</summary>
    [RegularExpression(InstanceName.Pattern, ErrorMessage = InstanceName.Fault)] public string? Instance { get; init; }

    /// <summary>Which side of a canary the instance is on; default by the version it names while another is
    /// brought.</summary>
    [DefaultValue("by version")] public TargetGroup? Group { get; init; }

    internal TimeSpan Patience => Probes.Patience.Of(Timeout, Every);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
    [
        .. HttpHeaderRules.UrlFaults(Url, nameof(Url)), .. Probes.Patience.Check(Timeout, Every),
        .. HttpHeaderRules.Faults(Headers, "headers", nameof(Headers)), .. VersionFaults(),
        .. Expect.Validate(), .. MethodFaults(), .. StepFaults(),
    ];

    private IEnumerable<ValidationResult> VersionFaults()
    {
        if (VersionHeader is not null && !HttpHeaderRules.IsName(VersionHeader))
            yield return new($"version-header: '{VersionHeader}' is no name of a header.", [nameof(VersionHeader)]);
        if (VersionHeader is not null && Version is not null)
            yield return new("version-header and version are two places: leave one out.", [nameof(VersionHeader)]);
    }

    private IEnumerable<ValidationResult> MethodFaults()
    {
        if (Method is ProbeMethod.Head && Expect.NeedsBody)
            yield return new(
                "method head has no body: expect.contains and expect.not-contains need get.", [nameof(Method)]);
    }

    private IEnumerable<ValidationResult> StepFaults()
    {
        if (Steps.Count == 0) yield break;
        if (Steps.Count > MostSteps)
            yield return new($"steps may hold {MostSteps} entries at most.", [nameof(Steps)]);
        if (Method is not ProbeMethod.Get || !Expect.IsDefault)
            yield return new("with steps, method and expect belong to each of them.", [nameof(Steps)]);
        var names = new HashSet<string>(StringComparer.Ordinal);
        var taken = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < Steps.Count; i++)
        {
            foreach (var fault in Steps[i].Faults(taken))
                yield return new($"steps: {Steps[i].Name}: {fault}", [$"Steps[{i}]"]);
            if (!names.Add(Steps[i].Name))
                yield return new($"steps: there are two steps '{Steps[i].Name}'.", [$"Steps[{i}].Name"]);
            taken.UnionWith(Steps[i].Take.Select(take => take.Name));
        }
    }
}
