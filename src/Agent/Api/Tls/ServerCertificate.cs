using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Agent.Configuration.Plans;

namespace Bellwether.Agent.Api.Tls;

/// <summary>The certificate that the API shows, read again when its files change.</summary>
/// <remarks>Safe for concurrent use. What cannot be used is told once, and the one before goes on.</remarks>
internal sealed partial class ServerCertificate
{
    /// <summary>A change is noticed at the first connection after this time.</summary>
    public static readonly TimeSpan LookGap = TimeSpan.FromSeconds(5);

    private readonly TlsPlan _plan;
    private readonly TimeProvider _time;
    private readonly ILogger<ServerCertificate> _log;
    private readonly Lock _gate = new();
    private Loaded _loaded;
    private bool _isRefused;
    private long _lookedAt;

    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="CryptographicException">A file does not hold what it should.</exception>
    public ServerCertificate(TlsPlan plan, TimeProvider time, ILogger<ServerCertificate> log)
    {
        (_plan, _time, _log) = (plan, time, log);
        _loaded = Load(Read(plan));
        _lookedAt = time.GetTimestamp();
    }

    /// <summary>How a connection that is opened now is made safe.</summary>
    public SslServerAuthenticationOptions Now()
    {
        lock (_gate)
        {
            if (_time.GetElapsedTime(_lookedAt) >= LookGap) LookAgain();
            return _loaded.Options;
        }
    }

    private void LookAgain()
    {
        _lookedAt = _time.GetTimestamp();
        try
        {
            // The text, not the time of the file: a mounted secret is changed by a link far above it.
            var text = Read(_plan);
            if (text == _loaded.Text) return;
            _loaded = Load(text);
            _isRefused = false;
            LogChanged();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException
            or ArgumentException)
        {
            if (!_isRefused) LogKept(e.GetType().Name);
            _isRefused = true;
        }
    }

    private static PemText Read(TlsPlan plan) => new(
        File.ReadAllText(plan.CertificateFile), File.ReadAllText(plan.KeyFile),
        plan.ClientAuthorityFile is { } authority ? File.ReadAllText(authority) : null);

    private static Loaded Load(PemText text)
    {
        var certificate = X509Certificate2.CreateFromPem(text.Certificate, text.Key);
        var between = PemFiles.Authorities(text.Certificate);
        var options = new SslServerAuthenticationOptions
        {
            // Nothing is fetched: what belongs between the certificate and its authority stands in the file.
            ServerCertificateContext = SslStreamCertificateContext.Create(certificate, between, offline: true),
            EnabledSslProtocols = ServerTls.Versions,
        };
        if (text.Authorities is { } authorities) ServerTls.AskForCertificates(options, authorities);
        return new(text, options);
    }

    [LoggerMessage(4102, LogLevel.Information, "The certificate of the API has changed")]
    private partial void LogChanged();

    [LoggerMessage(4103, LogLevel.Warning,
        "The certificate of the API cannot be read again ({Problem}); the one before goes on")]
    private partial void LogKept(string problem);

    private sealed record PemText(string Certificate, string Key, string? Authorities);

    private sealed record Loaded(PemText Text, SslServerAuthenticationOptions Options);
}
