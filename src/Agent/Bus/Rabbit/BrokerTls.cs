using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Agent.Configuration.Plans;
using MassTransit;

namespace Bellwether.Agent.Bus.Rabbit;

/// <summary>TLS as it was configured: nothing is trusted that was not named.</summary>
internal static class BrokerTls
{
    public static void Configure(IRabbitMqSslConfigurator ssl, BusTlsPlan plan)
    {
        // What the system holds for good today, 1.2 and 1.3 now.
        ssl.Protocol = SslProtocols.None;
        ssl.ServerName = plan.ServerName;
        ssl.UseCertificateAsAuthenticationIdentity = false;
        // By default the library takes a certificate of any authority.
        ssl.EnforcePolicyErrors(SslPolicyErrors.RemoteCertificateChainErrors
            | SslPolicyErrors.RemoteCertificateNameMismatch | SslPolicyErrors.RemoteCertificateNotAvailable);
        if (plan.Certificate is { } certificate)
            ssl.Certificate = X509Certificate2.CreateFromPemFile(certificate, plan.Key);
        if (plan.Authority is { } authority) ssl.CertificateValidationCallback = TrustingOnly(authority);
    }

    private static RemoteCertificateValidationCallback TrustingOnly(string authority)
    {
        var roots = new X509Certificate2Collection();
        roots.ImportFromPemFile(authority);
        return (_, certificate, sent, errors) =>
        {
            // That the chain does not end in the system's authorities is what the file is for; any other error is one.
            if (certificate is not X509Certificate2 broker
                || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None) return false;
            using var chain = new X509Chain();
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(roots);
            chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
            if (sent is not null)
                foreach (var element in sent.ChainElements) chain.ChainPolicy.ExtraStore.Add(element.Certificate);
            return chain.Build(broker);
        };
    }
}
