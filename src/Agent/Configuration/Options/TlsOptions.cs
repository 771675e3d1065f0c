using System.ComponentModel.DataAnnotations;
using Bellwether.Agent.Configuration.Binding;

namespace Bellwether.Agent.Configuration.Options;

/// <summary>How the API speaks TLS, version 1.2 at least. The files are read again when they change.</summary>
internal sealed class TlsOptions
{
    /// <summary>PEM file with the certificate, then those between it and its authority. Required.</summary>
    [Required, Meaning("the PEM file of the certificate")] public string? Certificate { get; init; }

    /// <summary>PEM file with its private key, not encrypted. Required.</summary>
    [Required, Meaning("the PEM file of the private key")] public string? Key { get; init; }

    /// <summary>PEM file with the authorities that client certificates must come from. Default none: no client
    /// certificate is asked for.</summary>
    public string? ClientAuthority { get; init; }
}
