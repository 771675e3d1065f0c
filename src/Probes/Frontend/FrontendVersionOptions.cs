using System.ComponentModel.DataAnnotations;
using Bellwether.Probes.Http;

namespace Bellwether.Probes.Frontend;

/// <summary>Where a site says which version it is; exactly one of meta, header, pattern and json.</summary>
public sealed class FrontendVersionOptions : IValidatableObject
{
    /// <summary>Name of a meta tag of the page. Default none.</summary>
    [StringLength(128)] public string? Meta { get; init; }

    /// <summary>Header of the page. Default none.</summary>
    [StringLength(128)] public string? Header { get; init; }

    /// <summary>Regular expression whose first group is the version, searched for in the page, such as
    /// <c>__VERSION__\s*=\s*"([^"]+)"</c>. At most 256 characters; no look-around or back-reference. Default
    /// none.</summary>
    public string? Pattern { get; init; }

    /// <summary>Path of a JSON file on the page's origin, such as /version.json. Default none.</summary>
    [RegularExpression(@"/[^\s#]*", ErrorMessage = "json must begin with / and hold no blanks.")]
    public string? Json { get; init; }

    /// <summary>Where in that file, such as build.version. Default version.</summary>
    public string Path { get; init; } = "version";

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (new[] { Meta, Header, Pattern, Json }.Count(given => given is not null) != 1)
            yield return new("Give exactly one of meta, header, pattern and json.");
        if (Header is not null && !HttpHeaderRules.IsName(Header))
            yield return new($"'{Header}' is no name of a header.", [nameof(Header)]);
        if (Pattern is not null && VersionPattern.Fault(Pattern) is { } fault)
            yield return new(fault, [nameof(Pattern)]);
        // Two slashes begin the name of a host.
        if (Json is not null && Json.StartsWith("//", StringComparison.Ordinal))
            yield return new("json must be a path on the page's origin.", [nameof(Json)]);
        if (JsonPath.Fault(Path) is { } path) yield return new(path, [nameof(Path)]);
    }
}
