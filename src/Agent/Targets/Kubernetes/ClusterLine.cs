using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.Targets;

namespace Bellwether.Agent.Targets.Kubernetes;

/// <summary>The line to the API of a cluster: the service account's token, and no authority but the cluster's
/// own.</summary>
internal sealed class ClusterLine : IDisposable
{
    /// <summary>Largest answer, in bytes: a page of pods with long lists of environment variables.</summary>
    public const int MostBytes = 16 << 20;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    private readonly KubernetesTargetsOptions _options;
    private readonly HttpClient _client;

    public ClusterLine(KubernetesTargetsOptions options)
    {
        _options = options;
        var handler = OutgoingHttp.Handler(AddressGuard.Standard);
        handler.MaxConnectionsPerServer = 1;
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
        handler.AutomaticDecompression = DecompressionMethods.GZip;
        handler.SslOptions.RemoteCertificateValidationCallback = IsTheClusters;
        _client = new HttpClient(handler)
        {
            Timeout = s_patience,
            MaxResponseContentBufferSize = MostBytes,
        };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("bellwether");
    }

    public string Namespace => _options.Namespace ?? FileOf("namespace").Trim();

    /// <exception cref="TargetsException">There is no answer.</exception>
    public async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(string path, CancellationToken stopping)
    {
        // The token is read each time: the cluster changes it every hour.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Api(), path));
        request.Headers.Authorization = new("Bearer", FileOf("token").Trim());
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await _client.SendAsync(request, stopping).ConfigureAwait(false);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(stopping).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            throw new TargetsException($"the API of the cluster cannot be asked: {e.GetBaseException().Message}", e);
        }
    }

    public void Dispose() => _client.Dispose();

    private Uri Api()
    {
        if (_options.Api is { } named) return named;
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (host is null or "" || port is null or "")
            throw new TargetsException(
                "this agent runs in no cluster (KUBERNETES_SERVICE_HOST is not set): name the API by api");
        return new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/");
    }

    private string FileOf(string name)
    {
        var path = Path.Combine(_options.Account, name);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new TargetsException($"{path} of the service account cannot be read: {e.Message}", e);
        }
    }

    private bool IsTheClusters(
        object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (certificate is not X509Certificate2 shown
            || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        own.ChainPolicy.DisableCertificateDownloads = true;
        try
        {
            own.ChainPolicy.CustomTrustStore.ImportFromPem(FileOf("ca.crt"));
        }
        catch (Exception e) when (e is CryptographicException or TargetsException)
        {
            return false;
        }

        if (chain is not null)
            foreach (var element in chain.ChainElements)
                own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }
}
