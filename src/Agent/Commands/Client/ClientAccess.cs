using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Agent.Commands.Client;

/// <summary>What a command shows to the agent, and whom it takes for one.</summary>
internal sealed class ClientAccess
{
    /// <summary>Nothing is shown; the authorities of the machine are believed.</summary>
    public static ClientAccess None { get; } = new();

    /// <summary>Shown as bearer token; null for none.</summary>
    public string? Token { get; init; }

    /// <summary>PEM text of the only authorities that are believed; null for those of the machine.</summary>
    public string? Authorities { get; init; }

    /// <summary>PEM text of a certificate and of its key; null for none.</summary>
    public (string Certificate, string Key)? Certificate { get; init; }

    /// <summary>Whether the token may travel in the clear beyond this host.</summary>
    public bool InsecureHttp { get; init; }

    /// <exception cref="CommandFailedException">The token would be heard by whoever listens on the way.</exception>
    public void Check(Uri agent)
    {
        if (Token is null || agent.Scheme == Uri.UriSchemeHttps || InsecureHttp || IsThisHost(agent)) return;
        throw new CommandFailedException(
            $"the token would travel in the clear to {agent.GetLeftPart(UriPartial.Authority)}: give an https address,"
            + " or say --insecure-http where the network between is your own");
    }

    /// <exception cref="CommandFailedException">A file does not hold what it should.</exception>
    public SslClientAuthenticationOptions Tls()
    {
        var policy = new X509ChainPolicy
        {
            // The certificate of a stranger may name addresses to fetch from: it must not choose where we go.
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        var options = new SslClientAuthenticationOptions { CertificateChainPolicy = policy };
        try
        {
            if (Authorities is not null) Believe(policy, Authorities);
            if (Certificate is { } pair) options.ClientCertificateContext = Context(pair.Certificate, pair.Key);
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            throw new CommandFailedException(
                "a file given by --ca, --client-certificate or --client-key does not hold what it should in PEM", e);
        }

        return options;
    }

    private static void Believe(X509ChainPolicy policy, string authorities)
    {
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.CustomTrustStore.ImportFromPem(authorities);
        if (policy.CustomTrustStore.Count == 0)
            throw new CryptographicException("no certificate");
    }

    private static SslStreamCertificateContext Context(string certificate, string key)
    {
        var between = new X509Certificate2Collection();
        between.ImportFromPem(certificate);
        return SslStreamCertificateContext.Create(
            X509Certificate2.CreateFromPem(certificate, key), between, offline: true);
    }

    private static bool IsThisHost(Uri agent) => agent.IdnHost == "localhost"
        || (IPAddress.TryParse(agent.IdnHost, out var number) && IPAddress.IsLoopback(number));
}
