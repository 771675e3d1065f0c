using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Bellwether.Probes.Tls;

/// <summary>What a certificate and a handshake are worth to somebody who connects.</summary>
internal static class TlsVerdict
{
    /// <summary>A certificate that begins so soon was made just now, by a clock that is ahead of ours: machines that
    /// nobody sets right drift by less.</summary>
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(5);

    private const X509ChainStatusFlags Time = X509ChainStatusFlags.NotTimeValid | X509ChainStatusFlags.NotTimeNested;

    private const X509ChainStatusFlags Trust =
        X509ChainStatusFlags.UntrustedRoot | X509ChainStatusFlags.PartialChain;

    /// <summary>Bad where a client would refuse it, missing where that hangs on our clock; null where it would
    /// not.</summary>
    public static Look? Fault(SeenCertificate seen, TlsProbeOptions options, DateTimeOffset now)
    {
        if (seen.NotAfter <= now) return Look.Bad("expired", $"the certificate ended on {Day(seen.NotAfter)}");
        if (seen.NotBefore - now >= ClocksApart)
            return Look.Bad("not-yet-valid", $"the certificate begins on {Day(seen.NotBefore)}");
        if (!seen.HasName) return Look.Bad("wrong-name", $"the certificate is not for {options.Name}");
        var isUntrusted = (seen.Chain & Trust) != 0;
        if (seen.NotBefore > now && !isUntrusted)
            return Look.Missing("clock",
                $"the certificate begins {(seen.NotBefore - now).TotalSeconds:0} s ahead of this agent's clock");
        // What was not ours in the chain may be late as well: a leaf that is good under an authority that is over.
        if ((seen.Chain & Time) != 0 && seen.NotBefore <= now)
            return Look.Bad("chain-expired", "an authority of the certificate is over");
        if (isUntrusted)
            return Look.Bad("untrusted", "the chain of the certificate ends at no authority that is trusted");
        if (seen.Chain != X509ChainStatusFlags.NoError)
            return Look.Bad("bad-chain", $"the chain of the certificate is not good: {seen.Chain}");
        if (seen.Protocol is { } protocol && Number(protocol) < (int)options.MinProtocol)
            return Look.Bad("old-protocol",
                $"{protocol} was agreed on, and {options.MinProtocol} is the least that is wanted");
        return null;
    }

    /// <summary>What is to be said of a certificate without a fault that ends soon; null for nothing.</summary>
    /// <remarks>No fault: days go by with every version, and no rollback brings them back.</remarks>
    public static string? Warning(SeenCertificate seen, TlsProbeOptions options, DateTimeOffset now) =>
        (seen.NotAfter - now).TotalDays < options.MinDays
            ? $"the certificate ends on {Day(seen.NotAfter)}, in less than {options.MinDays} days" : null;

    private static string Day(DateTimeOffset at) => $"{at.UtcDateTime:yyyy-MM-dd HH:mm} UTC";

#pragma warning disable CS0618, SYSLIB0039, CA5397 // To name an old protocol is not to use it.
    private static int Number(SslProtocols protocol) => protocol switch
    {
        SslProtocols.Tls13 => (int)TlsProtocol.Tls13,
        SslProtocols.Tls12 => (int)TlsProtocol.Tls12,
        SslProtocols.Tls11 => (int)TlsProtocol.Tls11,
        _ => (int)TlsProtocol.Tls10,
    };
#pragma warning restore CS0618, SYSLIB0039, CA5397
}
