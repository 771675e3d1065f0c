using System.ComponentModel.DataAnnotations;

namespace Bellwether.Probes.Http.Journeys;

/// <summary>A value that a step takes out of its answer, for the steps after it; exactly one of json and
/// header.</summary>
public sealed class HttpTakeOptions : IValidatableObject
{
    /// <summary>What later steps call it: <c>{{name}}</c>. Lower-case letters, digits and '-'; required.</summary>
    [Required, RegularExpression("[a-z][a-z0-9-]{0,31}", ErrorMessage = "name must be a-z, 0-9 and '-'.")]
    public string Name { get; init; } = "";

    /// <summary>Path in the JSON body, such as access_token. Default none.</summary>
    public string? Json { get; init; }

    /// <summary>Header of the answer. Default none.</summary>
    public string? Header { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if ((Json is null) == (Header is null)) yield return new("Give exactly one of json and header.");
        if (Json is not null && JsonPath.Fault(Json) is { } path) yield return new(path, [nameof(Json)]);
        if (Header is not null && !HttpHeaderRules.IsName(Header))
            yield return new($"'{Header}' is no name of a header.", [nameof(Header)]);
    }
}
