using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Probes.Redis;

/// <summary>Our end of a connection to Redis, through TLS where that is wanted.</summary>
internal static class RedisLine
{
    /// <summary>The stream that commands go through; it owns the socket.</summary>
    public static async ValueTask<Stream> OpenAsync(
        Socket socket, RedisProbeOptions options, CancellationToken cancel)
    {
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (!options.Tls) return plain;
        var secure = new SslStream(plain, leaveInnerStreamOpen: false);
        try
        {
            await secure.AuthenticateAsClientAsync(Terms(options), cancel).ConfigureAwait(false);
            return secure;
        }
        catch
        {
            await secure.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static SslClientAuthenticationOptions Terms(RedisProbeOptions options)
    {
        // A certificate may name addresses to fetch others from: whoever made it would choose where we go.
        var policy = new X509ChainPolicy
        {
            DisableCertificateDownloads = true,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        if (options.Authority is { } file)
        {
            policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
            try
            {
                policy.CustomTrustStore.ImportFromPemFile(file);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException)
            {
                throw new AuthorityException($"the file of authorities {file} cannot be read", e);
            }
        }

        return new() { TargetHost = options.Host, CertificateChainPolicy = policy };
    }
}
