namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Files that the API speaks TLS with. They are read again when they change.</summary>
/// <param name="CertificateFile">PEM: the certificate, then those between it and its authority.</param>
/// <param name="KeyFile">PEM: its private key.</param>
/// <param name="ClientAuthorityFile">PEM: the authorities that client certificates must come from; null where none are
/// asked for.</param>
internal sealed record TlsPlan(string CertificateFile, string KeyFile, string? ClientAuthorityFile);
