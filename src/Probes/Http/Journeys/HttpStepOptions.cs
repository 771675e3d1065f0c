using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Http.Journeys;

/// <summary>One request of a journey.</summary>
public sealed class HttpStepOptions
{
    /// <summary>Most values taken out of one answer.</summary>
    public const int MostTaken = 8;

    /// <summary>Most fields of a form.</summary>
    public const int MostFields = 32;

    /// <summary>Longest body sent, in characters.</summary>
    public const int LongestBody = 64 * 1024;

    /// <summary>Its name, by which a failure is told. Lower-case letters, digits and '-'; required.</summary>
    [Required, RegularExpression("[a-z][a-z0-9-]{0,31}", ErrorMessage = "name must be a-z, 0-9 and '-'.")]
    public string Name { get; init; } = "";

    /// <summary>Path with its query on the origin of the probe's url, such as /login; or a whole address, for another
    /// origin. Required.</summary>
    [Required, StringLength(2048)] public string Path { get; init; } = "";

    /// <summary><c>get</c>, <c>head</c>, <c>post</c>, <c>put</c>, <c>patch</c> or <c>delete</c>; default
    /// <c>get</c>.</summary>
    [EnumDataType(typeof(StepMethod))] public StepMethod Method { get; init; }

    /// <summary>Headers sent, by name, beside those of the probe; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields sent as a form would; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Form { get; init; } = new Dictionary<string, string>();

    /// <summary>Fields sent as one JSON object of texts; at most 32. Default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Json { get; init; } = new Dictionary<string, string>();

    /// <summary>A whole body in place of those, put in from outside, such as <c>${file:order.json}</c>. At most 65 536
    /// characters; default none.</summary>
    [DataType(DataType.Password)] public string? Body { get; init; }

    /// <summary>Type of <see cref="Body"/>. Default application/json.</summary>
    [RegularExpression(@"[\w.+-]+/[\w.+-]+(; ?charset=[\w-]+)?", ErrorMessage = "type must be such as text/xml.")]
    public string Type { get; init; } = "application/json";

    /// <summary>What a good answer is like; default status 200.</summary>
    public HttpExpectation Expect { get; init; } = new();

    /// <summary>Values taken out of the answer for the steps after it, which write them as <c>{{name}}</c>. At most 8;
    /// default none.</summary>
    public IReadOnlyList<HttpTakeOptions> Take { get; init; } = [];

    /// <summary>Whether it is made even where an earlier one failed, such as to log out. Default false.</summary>
    public bool Always { get; init; }

    /// <summary>Its own origin; null for that of the probe.</summary>
    internal Uri? OwnOrigin => Path.StartsWith('/') ? null : new Uri(Path.Replace("{{", "", StringComparison.Ordinal)
        .Replace("}}", "", StringComparison.Ordinal));

    /// <summary>What is wrong with it.</summary>
    /// <param name="taken">Names of the values that earlier steps take.</param>
    internal IEnumerable<string> Faults(IReadOnlySet<string> taken)
    {
        if (Path.StartsWith("//", StringComparison.Ordinal)) yield return "path must not begin with //.";
        if (!Path.StartsWith('/') && Path.Length > 0
            && HttpHeaderRules.UrlFaults(AsUri(Path), "path").FirstOrDefault() is { } url)
            yield return $"path must begin with / or be an address: {url.ErrorMessage}";
        var bodies = (Form.Count > 0 ? 1 : 0) + (Json.Count > 0 ? 1 : 0) + (Body is null ? 0 : 1);
        if (bodies > 1) yield return "give one of form, json and body.";
        if (bodies > 0 && Method is (StepMethod.Get or StepMethod.Head))
            yield return "a body needs a method that sends one, such as post.";
        if (Form.Count > MostFields || Json.Count > MostFields)
            yield return $"form and json may hold {MostFields} entries at most.";
        if (Body?.Length > LongestBody) yield return $"body may be {LongestBody} characters long at most.";
        if (Take.Count > MostTaken) yield return $"take may hold {MostTaken} entries at most.";
        if (Method is StepMethod.Head && (Expect.NeedsBody || Take.Any(take => take.Json is not null)))
            yield return "method head has no body to look into.";
        foreach (var fault in HttpHeaderRules.Faults(Headers, "headers", "headers")
            .Concat(Expect.Validate()))
            yield return fault.ErrorMessage!;
        foreach (var name in Texts().SelectMany(Variables.NamesIn).Distinct().Where(name => !taken.Contains(name)))
            yield return $"{{{{{name}}}}} is taken by no step before it.";
    }

    /// <summary>Every text in which a value may be put.</summary>
    internal IEnumerable<string> Texts() =>
        [Path, .. Headers.Values, .. Form.Values, .. Json.Values, .. Body is null ? Array.Empty<string>() : [Body]];

    private static Uri AsUri(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) ? uri : new Uri("none:none");
}
