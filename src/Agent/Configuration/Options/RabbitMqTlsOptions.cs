using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>TLS to a broker.</summary>
internal sealed class RabbitMqTlsOptions : IValidatableObject
{
    /// <summary>Name that the broker's certificate must be for. Default the host.</summary>
    [DefaultValue("the host")] public string? ServerName { get; init; }

    /// <summary>PEM file with the authorities that the broker's certificate may come from. Default the system's.
    /// </summary>
    [DefaultValue("the system's")] public string? Authority { get; init; }

    /// <summary>PEM file with the agent's own certificate, for a broker that asks for one; goes with <c>key</c>.
    /// Default none.</summary>
    public string? Certificate { get; init; }

    /// <summary>PEM file with the key of that certificate. Default none.</summary>
    public string? Key { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Certificate is null != Key is null)
            yield return new("certificate and key go together",
                [Certificate is null ? nameof(Key) : nameof(Certificate)]);
    }
}
