using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Agent.Configuration.Plans;

/// <summary>Reads certificates and keys in PEM, and says what is wrong with them without a word of what they
/// hold.</summary>
internal static class PemFiles
{
    /// <summary>What is wrong with a certificate and its key; null for nothing.</summary>
    public static (bool IsOfKey, string Message)? PairFault(string certificate, string key)
    {
        try
        {
            using var alone = X509Certificate2.CreateFromPem(certificate);
        }
        catch (CryptographicException)
        {
            return (false, "the file holds no certificate in PEM (-----BEGIN CERTIFICATE-----)");
        }

        try
        {
            using var pair = X509Certificate2.CreateFromPem(certificate, key);
            return null;
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return key.Contains("ENCRYPTED", StringComparison.Ordinal)
                ? (true, "the key is encrypted: nobody is there to type its password; decrypt it, "
                    + "and let only the agent read it")
                : (true, "the file holds no private key in PEM that belongs to the certificate");
        }
    }

    /// <summary>What is wrong with the authorities; null for nothing.</summary>
    public static string? AuthorityFault(string authorities)
    {
        try
        {
            return Authorities(authorities).Count > 0 ? null
                : "the file holds no certificate in PEM (-----BEGIN CERTIFICATE-----)";
        }
        catch (CryptographicException)
        {
            return "the file holds something that is no certificate in PEM";
        }
    }

    /// <exception cref="CryptographicException">A part of the text is no certificate.</exception>
    public static X509Certificate2Collection Authorities(string pem)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPem(pem);
        return all;
    }
}
