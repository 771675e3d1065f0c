using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.Dialing;

namespace Bellwether.Probes.Tls;

/// <summary>Makes a handshake and looks at the certificate: its days, its chain, its name, the protocol.</summary>
internal sealed class TlsProbe(TlsProbeOptions options, ProbeContext context) : IProbe
{
    public static IReadOnlyList<TargetedProbe> Make(TlsProbeOptions options, ProbeContext context) =>
    [
        new(options.Instance ?? $"{options.Host}:{options.Port}", options.Group, new TlsProbe(options, context)),
    ];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        var began = context.Time.GetTimestamp();
        using var patience = new CancellationTokenSource(options.Patience, context.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, patience.Token);
        try
        {
            var trusted = options.CaFile is { } file ? TrustedFile.Read(file) : null;
            var addresses = await Dialer.ResolveAsync(options.Host, either.Token, stopping).ConfigureAwait(false);
            var start = context.Time.GetTimestamp();
            using var socket = await Dialer.ConnectAsync(addresses, options.Port, context.Guard, either.Token)
                .ConfigureAwait(false);
            return await ShakeAsync(socket, trusted, start, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return Patience.GivenUp(options.Patience, context.Time.GetElapsedTime(began));
        }
        catch (ResolverException e)
        {
            return Look.Missing("resolver", e.Message);
        }
        catch (AddressRefusedException e)
        {
            return Look.Missing("address-refused", e.Message);
        }
        catch (SocketException e)
        {
            stopping.ThrowIfCancellationRequested();
            return SocketTrouble.AsLook(e.SocketErrorCode);
        }
        catch (IOException e) when (options.CaFile is not null)
        {
            return Look.Missing("ca-file", e.Message);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task<Look> ShakeAsync(
        Socket socket, X509Certificate2Collection? trusted, long start, CancellationToken cancel)
    {
        var now = context.Time.GetUtcNow();
        SeenCertificate? seen = null;
        await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: false));
        try
        {
            await stream.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions
                {
                    TargetHost = options.Name,
                    CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
                    CertificateChainPolicy = new X509ChainPolicy
                    {
                        DisableCertificateDownloads = true,
                        RevocationMode = X509RevocationMode.NoCheck,
                    },
#pragma warning disable CA5359 // Looked at, and judged below: a refusal in here would not say why. Nothing is sent.
                    RemoteCertificateValidationCallback = (_, certificate, chain, _) =>
                    {
                        if (certificate is X509Certificate2 leaf)
                            seen = SeenCertificate.Of(leaf, chain, options.Name, trusted, now);
                        return true;
                    },
#pragma warning restore CA5359
                }, cancel).ConfigureAwait(false);
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            cancel.ThrowIfCancellationRequested();
            return e.GetBaseException() is SocketException socketFault
                ? SocketTrouble.AsLook(socketFault.SocketErrorCode)
                : Look.Bad("handshake", $"no handshake: {e.GetBaseException().Message}");
        }

        var took = context.Time.GetElapsedTime(start);
        if (seen is null) return Look.Bad("no-certificate", "the server showed no certificate");
        var fault = TlsVerdict.Fault(seen with { Protocol = stream.SslProtocol }, options, now);
        if (fault is { Reachability: Reachability.Missing }) return fault;
        var warning = fault is null ? TlsVerdict.Warning(seen, options, now) : null;
        return (fault ?? Look.Good()) with
        {
            NoData = null,
            Readings = [Reading.Latency("latency", took), Days(seen, now), Chain(seen), Issued(seen, now)],
            Degraded = warning is not null,
            Detail = fault?.Detail ?? warning ?? $"certificate {seen.Fingerprint}",
        };
    }

    private static Reading Days(SeenCertificate seen, DateTimeOffset now) =>
        Reading.Gauge("days-left", (seen.NotAfter - now).TotalDays, "days");

    private static Reading Chain(SeenCertificate seen) =>
        Reading.Gauge("chain-trusted", seen.Chain == X509ChainStatusFlags.NoError ? 1 : 0, "");

    private static Reading Issued(SeenCertificate seen, DateTimeOffset now) =>
        Reading.Gauge("certificate-age", (now - seen.NotBefore).TotalDays, "days");
}
