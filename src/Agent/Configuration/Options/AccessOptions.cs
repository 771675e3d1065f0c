using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>Who may ask the API for what. Where it is given, every call but /health/live must show who it is
/// from.</summary>
internal sealed class AccessOptions : IValidatableObject
{
    /// <summary>Most tokens, and most certificates.</summary>
    public const int Most = 64;

    /// <summary>Tokens that callers send as <c>Authorization: Bearer</c>; at most 64, default none.</summary>
    public IReadOnlyList<TokenItem> Tokens { get; init; } = [];

    /// <summary>Names in client certificates, and what their holders may do; at most 64, default none.</summary>
    public IReadOnlyList<CertificateItem> Certificates { get; init; } = [];

    /// <summary>Pages that need no role: metrics (/metrics) and ready (/health/ready). Default none.</summary>
    public IReadOnlyList<OpenPage> Open { get; init; } = [];

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Tokens.Count + Certificates.Count == 0)
            yield return new("names nobody who may come in: give tokens or certificates, or take it out");
        if (Tokens.Count > Most)
            yield return new($"at most {Most} tokens", [nameof(Tokens)]);
        if (Certificates.Count > Most)
            yield return new($"at most {Most} certificates", [nameof(Certificates)]);
    }
}
