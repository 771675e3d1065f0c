using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Probes.Tls;

/// <summary>What a handshake showed of the server's certificate.</summary>
internal sealed record SeenCertificate
{
    /// <summary>SHA-256 of the leaf, the first eight bytes in hexadecimal: enough to tell two apart.</summary>
    public required string Fingerprint { get; init; }

    public required DateTimeOffset NotBefore { get; init; }

    public required DateTimeOffset NotAfter { get; init; }

    /// <summary>Whether it bears the name that was asked for.</summary>
    public required bool HasName { get; init; }

    /// <summary>What is wrong with its chain beside its time; empty for nothing.</summary>
    public required X509ChainStatusFlags Chain { get; init; }

    /// <summary>Null where no handshake came about.</summary>
    public SslProtocols? Protocol { get; init; }

    /// <summary>Reads a certificate as the handshake shows it.</summary>
    /// <param name="leaf">The server's own.</param>
    /// <param name="presented">What came with it.</param>
    /// <param name="name">Asked for.</param>
    /// <param name="trusted">Authorities in place of the system's; null for those.</param>
    /// <param name="now">When the chain must be good.</param>
    public static SeenCertificate Of(
        X509Certificate2 leaf, X509Chain? presented, string name, X509Certificate2Collection? trusted,
        DateTimeOffset now)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        // A certificate may name addresses to fetch others from: whoever made it would choose where we go.
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = now.UtcDateTime;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));
        if (trusted is not null)
        {
            chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            chain.ChainPolicy.CustomTrustStore.AddRange(trusted);
        }

        foreach (var element in presented?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        foreach (var extra in presented?.ChainPolicy.ExtraStore ?? [])
            chain.ChainPolicy.ExtraStore.Add(extra);
        _ = chain.Build(leaf);
        var status = X509ChainStatusFlags.NoError;
        foreach (var one in chain.ChainStatus) status |= one.Status;
        foreach (var element in chain.ChainElements) element.Certificate.Dispose();
        return new()
        {
            Fingerprint = Convert.ToHexStringLower(leaf.GetCertHash(HashAlgorithmName.SHA256))[..16],
            NotBefore = new DateTimeOffset(leaf.NotBefore.ToUniversalTime()),
            NotAfter = new DateTimeOffset(leaf.NotAfter.ToUniversalTime()),
            HasName = leaf.MatchesHostname(name),
            Chain = status,
        };
    }
}
