using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Tls;

/// <summary>How the API speaks TLS.</summary>
internal static class ServerTls
{
    public const SslProtocols Versions = SslProtocols.Tls12 | SslProtocols.Tls13;

    /// <summary>Asks callers for a certificate of these authorities. Who has none may still show a token; one of
    /// another authority is refused.</summary>
    public static void AskForCertificates(SslServerAuthenticationOptions options, string authorities)
    {
        options.ClientCertificateRequired = true;
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            // A caller's certificate may name addresses to fetch from: it must not choose where we go.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.AddRange(PemFiles.Authorities(authorities));
        options.CertificateChainPolicy = policy;
        options.RemoteCertificateValidationCallback = (_, certificate, _, errors) =>
            certificate is null ? errors == SslPolicyErrors.RemoteCertificateNotAvailable
                : errors == SslPolicyErrors.None;
    }
}
