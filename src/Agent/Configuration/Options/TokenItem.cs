using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One token.</summary>
internal sealed class TokenItem : IValidatableObject
{
    /// <summary>Who holds it. Lower-case letters, digits and '-'; required.</summary>
    [Required, Name] public string? Name { get; init; }

    /// <summary>The token, put in from outside the file, such as "${cred:pipeline}"; 16 to 512 characters.
    /// Required.</summary>
    [Required, DataType(DataType.Password), TokenText,
     Meaning("put it in from outside the file, such as \"${cred:pipeline}\"; 'openssl rand -base64 32' makes one")]
    public string? Token { get; init; }

    /// <summary>What its holder may do: read, announce, override, points, report. At least one; required.</summary>
    [Required, Meaning("what its holder may do: read, announce, override, points, report")]
    public IReadOnlyList<Role>? Roles { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Roles is { Count: 0 }
            ? [new("needs at least one of read, announce, override, points, report", [nameof(Roles)])] : [];
}
