using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Bellwether.Probes.Dialing;
using Bellwether.Probes.HealthChecks;

namespace Bellwether.Probes.Kubernetes;

/// <summary>The line to the API of a cluster: the service account's token, and no authority but the cluster's
/// own.</summary>
/// <remarks>Safe for concurrent use.</remarks>
public sealed class ClusterLine : IDisposable
{
    /// <summary>Largest answer, in bytes: a page of pods with long lists of environment variables.</summary>
    public const int MostBytes = 16 << 20;

    /// <summary>Objects in one answer to a list.</summary>
    public const int PageSize = 100;

    /// <summary>Answers to one list.</summary>
    public const int MostPages = 10;

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(8);

    private readonly ClusterPlace _place;
    private readonly HttpClient _client;

    public ClusterLine(ClusterPlace place, AddressGuard guard)
    {
        _place = place;
        var handler = OutgoingHttp.Handler(guard);
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

    /// <summary>The namespace that is asked about.</summary>
    /// <exception cref="ClusterException">None was named, and the account's cannot be read.</exception>
    public string Namespace => _place.Namespace ?? FileOf("namespace").Trim();

    /// <summary>Reads a list to its end, page by page.</summary>
    /// <param name="path">Path and query of the list, without its limit.</param>
    /// <param name="what">What is listed, in one word, for the operator.</param>
    /// <param name="read">Reads one object; it is not there any more when that returns.</param>
    /// <param name="stopping">Ends it.</param>
    /// <returns>In the order of the API; at most a thousand.</returns>
    /// <exception cref="ClusterException">There is no such list, or it is longer.</exception>
    public async Task<IReadOnlyList<T>> ListAsync<T>(
        string path, string what, Func<JsonElement, T> read, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(read);
        List<T> all = [];
        var again = false;
        string? next = null;
        for (var page = 0; page < MostPages; page++)
        {
            var (status, body) = await GetAsync(PathOf(path, next), stopping).ConfigureAwait(false);
            if (status is HttpStatusCode.Gone && next is not null && !again)
            {
                // The list went on for so long that its beginning is forgotten: once more from the start.
                (again, next) = (true, null);
                all.Clear();
                continue;
            }

            if (status is not HttpStatusCode.OK) throw new ClusterException(WordsOf(status, $"list {what}"));
            using var list = Parse(body);
            next = Take(list.RootElement, read, all);
            if (string.IsNullOrEmpty(next)) return all;
        }

        throw new ClusterException($"the selector picks more than {PageSize * MostPages} {what}");
    }

    /// <summary>What the API says under a path; null where there is nothing.</summary>
    /// <param name="path">The path.</param>
    /// <param name="what">What is asked for, in words, for the operator.</param>
    /// <param name="stopping">Ends it.</param>
    /// <exception cref="ClusterException">There is no answer that can be read.</exception>
    public async Task<JsonDocument?> FindAsync(string path, string what, CancellationToken stopping)
    {
        var (status, body) = await GetAsync(path, stopping).ConfigureAwait(false);
        return status switch
        {
            HttpStatusCode.NotFound => null,
            HttpStatusCode.OK => Parse(body),
            _ => throw new ClusterException(WordsOf(status, $"get {what}")),
        };
    }

    public void Dispose() => _client.Dispose();

    private async Task<(HttpStatusCode Status, byte[] Body)> GetAsync(string path, CancellationToken stopping)
    {
        // The token is read each time: the cluster changes it every hour.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Api(), path));
        var token = FileOf("token").Trim();
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        try
        {
            using var response = await _client.SendAsync(request, stopping).ConfigureAwait(false);
            return (response.StatusCode, await response.Content.ReadAsByteArrayAsync(stopping).ConfigureAwait(false));
        }
        catch (Exception e) when (e is HttpRequestException or IOException
            || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            throw new ClusterException("the API of the cluster cannot be asked: "
                + Redaction.Of([token]).Clean(e.GetBaseException().Message), e);
        }
    }

    /// <summary>Reads one answer to a list, and gives where the next one begins; null or empty at the end.</summary>
    private static string? Take<T>(JsonElement list, Func<JsonElement, T> read, List<T> all)
    {
        try
        {
            if (list.TryGetProperty("items", out var items) && items.ValueKind is JsonValueKind.Array)
                all.AddRange(items.EnumerateArray().Select(read));
            return list.TryGetProperty("metadata", out var meta) && meta.TryGetProperty("continue", out var more)
                ? more.GetString() : null;
        }
        catch (InvalidOperationException e)
        {
            // Something in between may answer in its place; half a character is no text.
            throw new ClusterException("the API of the cluster answered what is no list", e);
        }
    }

    private static string PathOf(string path, string? next) =>
        $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}limit={PageSize}"
        + (next is null ? "" : $"&continue={Uri.EscapeDataString(next)}");

    private static JsonDocument Parse(byte[] body)
    {
        try
        {
            var answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind is JsonValueKind.Object ? answer
                : throw new ClusterException("the API of the cluster answered no object");
        }
        catch (JsonException e)
        {
            throw new ClusterException("the API of the cluster answered no JSON", e);
        }
    }

    private string WordsOf(HttpStatusCode status, string what) => status switch
    {
        HttpStatusCode.Unauthorized => "the API of the cluster does not know the service account (401)",
        HttpStatusCode.Forbidden =>
            $"the service account may not {what} in {Namespace} (403): its role must allow that",
        _ => $"the API of the cluster answered {(int)status}",
    };

    private Uri Api()
    {
        if (_place.Api is { } named) return named;
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST");
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT");
        if (host is null or "" || port is null or "")
            throw new ClusterException(
                "this agent runs in no cluster (KUBERNETES_SERVICE_HOST is not set): name the API by api");
        return new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/");
    }

    private string FileOf(string name)
    {
        var path = Path.Combine(_place.Account, name);
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ClusterException($"{path} of the service account cannot be read: {e.Message}", e);
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
        catch (Exception e) when (e is CryptographicException or ClusterException)
        {
            return false;
        }

        if (chain is not null)
            foreach (var element in chain.ChainElements)
                own.ChainPolicy.ExtraStore.Add(element.Certificate);
        return own.Build(shown);
    }
}
