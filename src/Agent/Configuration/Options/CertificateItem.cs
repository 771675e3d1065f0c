using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>One name in client certificates.</summary>
internal sealed class CertificateItem : IValidatableObject
{
    /// <summary>Common name of the subject, or a DNS, e-mail or URI name of the certificate, case included. At most
    /// 255 characters; required.</summary>
    [Required, StringLength(255), Meaning("a name in the certificate, such as ci.example.org")]
    public string? Name { get; init; }

    /// <summary>What its holder may do: read, announce, override, points, report. At least one; required.</summary>
    [Required, Meaning("what its holder may do: read, announce, override, points, report")]
    public IReadOnlyList<Role>? Roles { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Roles is { Count: 0 }
            ? [new("needs at least one of read, announce, override, points, report", [nameof(Roles)])] : [];
}
