using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Http;

/// <summary>What an answer must be like to be good. Its faults are listed by <see cref="HttpProbeOptions"/>.</summary>
public sealed class HttpExpectation
{
    /// <summary>Longest text that a body is searched for.</summary>
    public const int LongestText = 1024;

    /// <summary>Most places of a document, and most headers, that are compared.</summary>
    public const int MostCompared = 16;

    /// <summary>Statuses that are good; any one of them is enough. 1 to 16 entries; default 200 alone.</summary>
    public IReadOnlyList<StatusRange> Status { get; init; } = [new(200, 200)];

    /// <summary>Text that the body must hold, compared as UTF-8 bytes, case included. 1 to 1024 characters; default
    /// none.</summary>
    public string? Contains { get; init; }

    /// <summary>Text that the body must not hold, compared likewise. 1 to 1024 characters; default none.</summary>
    public string? NotContains { get; init; }

    /// <summary>What must stand at places of a JSON body, by path such as <c>items[0].id</c>; a value may end in * for
    /// a prefix. At most 16; default none.</summary>
    public IReadOnlyDictionary<string, string> Json { get; init; } = new Dictionary<string, string>();

    /// <summary>What headers of the answer must be, by name, case left aside; a value may end in * for a prefix. At
    /// most 16; default none.</summary>
    [DataType(DataType.Password)]
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal bool NeedsBody => Contains is not null || NotContains is not null || Json.Count > 0;

    /// <summary>Whether nothing was written.</summary>
    internal bool IsDefault => !NeedsBody && Headers.Count == 0 && Status is [{ First: 200, Last: 200 }];

    internal IEnumerable<ValidationResult> Validate(string at = "expect", string member = "Expect")
    {
        if (Status is not { Count: >= 1 and <= 16 })
            yield return new($"{at}.status needs 1 to 16 statuses.", [$"{member}.Status"]);
        if (Contains is { Length: 0 or > LongestText })
            yield return new($"{at}.contains must be 1 to {LongestText} characters.", [$"{member}.Contains"]);
        if (NotContains is { Length: 0 or > LongestText })
            yield return new($"{at}.not-contains must be 1 to {LongestText} characters.", [$"{member}.NotContains"]);
        if (Contains is { Length: > 0 } wanted && NotContains is { Length: > 0 } unwanted
            && wanted.Contains(unwanted, StringComparison.Ordinal))
            yield return new(
                $"{at}.contains holds {at}.not-contains: no answer can be good.", [$"{member}.NotContains"]);
        if (Json.Count > MostCompared)
            yield return new($"{at}.json may hold {MostCompared} entries at most.", [$"{member}.Json"]);
        foreach (var path in Json.Keys)
            if (JsonPath.Fault(path) is { } fault)
                yield return new($"{at}.json: {fault}", [$"{member}.Json"]);
        if (Headers.Count > MostCompared)
            yield return new($"{at}.headers may hold {MostCompared} entries at most.", [$"{member}.Headers"]);
        foreach (var name in Headers.Keys)
            if (!HttpHeaderRules.IsName(name))
                yield return new($"{at}.headers: '{name}' is no name of a header.", [$"{member}.Headers"]);
    }

    /// <summary>The bad look of a status that is not expected; null where it is.</summary>
    internal Look? StatusFault(int status) => Status.Any(range => range.Holds(status)) ? null
        : Look.Bad($"status-{status}", $"answered {status}, expected {string.Join(" or ", Status)}");

    /// <summary>The bad look of headers and a body that are not as expected; null where they are.</summary>
    /// <remarks>What was found is never told: an answer to who is logged in holds what is nobody's business.</remarks>
    internal Look? Fault(HttpResponseMessage response, HttpBody body)
    {
        foreach (var (name, wanted) in Headers)
            if (Header(response, name) is not { } value || !IsMet(wanted, value, StringComparison.OrdinalIgnoreCase))
                return Look.Bad("header", $"the header {name} is not as expected");
        if (Contains is { } text && !body.Contains(text))
            return Look.Bad("body", $"the body does not hold '{text}'");
        if (NotContains is { } unwanted && body.Contains(unwanted))
            return Look.Bad("body", $"the body holds '{unwanted}'");
        foreach (var (path, wanted) in Json)
            if (JsonPath.Find(body.Bytes, path) is not { } value || !IsMet(wanted, value, StringComparison.Ordinal))
                return Look.Bad("json", $"{path} of the body is not '{wanted}'");
        return null;
    }

    private static bool IsMet(string wanted, string value, StringComparison comparison) => wanted.EndsWith('*')
        ? value.StartsWith(wanted[..^1], comparison) : value.Equals(wanted, comparison);

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.NonValidated.TryGetValues(name, out var values)
        || response.Content.Headers.NonValidated.TryGetValues(name, out values)
            ? values.First().Trim() : null;
}
