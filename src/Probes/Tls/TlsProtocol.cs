namespace Bellwether.Probes.Tls;

/// <summary>Versions of TLS, from the oldest on.</summary>
public enum TlsProtocol
{
    /// <summary>TLS 1.0 and before.</summary>
    Tls10,

    /// <summary>TLS 1.1.</summary>
    Tls11,

    /// <summary>TLS 1.2.</summary>
    Tls12,

    /// <summary>TLS 1.3.</summary>
    Tls13,
}
