using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Http;

/// <summary>Where an answer says which version it comes from; exactly one of header, json and pattern.</summary>
public sealed class HttpVersionOptions : IValidatableObject
{
    /// <summary>Header of the answer. Default none.</summary>
    public string? Header { get; init; }

    /// <summary>Path in a JSON body, such as build.version. Default none.</summary>
    public string? Json { get; init; }

    /// <summary>Regular expression whose first group is the version, searched for in the body. At most 256 characters;
    /// no look-around or back-reference. Default none.</summary>
    public string? Pattern { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { Header, Json, Pattern }.Count(given => given is not null) != 1)
            yield return new("Give exactly one of header, json and pattern.");
        if (Header is not null && !HttpHeaderRules.IsName(Header))
            yield return new($"'{Header}' is no name of a header.", [nameof(Header)]);
        if (Json is not null && JsonPath.Fault(Json) is { } path) yield return new(path, [nameof(Json)]);
        if (Pattern is not null && VersionPattern.Fault(Pattern) is { } fault)
            yield return new(fault, [nameof(Pattern)]);
    }
}
