using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Probes.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bellwether.Agent.Tests.Targets;

/// <summary>The API of a cluster as far as pods are listed: TLS by an authority of its own, a token, pages.</summary>
internal sealed class StandInCluster : IAsyncDisposable
{
    public const string Token = "eyJ-a-token";

    private readonly TemporaryFolder _account = new();
    private WebApplication? _web;

    public Uri Address { get; private set; } = new("https://127.0.0.1/");

    public string Account => _account.Path;

    /// <summary>Pods in one answer at most, whatever is asked for.</summary>
    public int PageSize { get; set; } = 100;

    public List<JsonObject> Pods { get; } = [];

    /// <summary>What it was asked, oldest first.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>Continued lists that it has forgotten; each is told once.</summary>
    public int Forgotten { get; set; }

    public HttpStatusCode? Answer { get; set; }

    /// <summary>What it says in place of the list; null for the list.</summary>
    public string? Says { get; set; }

    public KubernetesTargetsOptions Options => new()
    {
        Selector = "app=checkout",
        Port = 8080,
        Api = Address,
        Account = Account,
    };

    public static async Task<StandInCluster> StartAsync(string? otherAuthority = null)
    {
        var cluster = new StandInCluster();
        using var key = RSA.Create(2048);
        using var authority = AuthorityOf(key);
        var certificate = ServerOf(authority);
        await File.WriteAllTextAsync(Path.Combine(cluster.Account, "token"), Token + "\n");
        await File.WriteAllTextAsync(Path.Combine(cluster.Account, "namespace"), "shop");
        await File.WriteAllTextAsync(
            Path.Combine(cluster.Account, "ca.crt"), otherAuthority ?? authority.ExportCertificatePem());
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var web = builder.Build();
        web.Run(cluster.AnswerAsync);
        await web.StartAsync();
        cluster._web = web;
        cluster.Address = new Uri(web.Urls.First());
        return cluster;
    }

    public static string OtherAuthority()
    {
        using var key = RSA.Create(2048);
        using var authority = AuthorityOf(key);
        return authority.ExportCertificatePem();
    }

    /// <summary>A pod that runs and is ready.</summary>
    public JsonObject Add(string name, string? version = "1", string ip = "10.0.0.1")
    {
        var pod = (JsonObject)JsonNode.Parse($$"""
            {
              "metadata": { "name": "{{name}}", "labels": { "app": "checkout" } },
              "status": {
                "phase": "Running", "podIP": "{{ip}}",
                "conditions": [ { "type": "Ready", "status": "True" } ],
                "containerStatuses": [ {
                  "name": "app", "ready": true, "restartCount": 0,
                  "imageID": "registry.example/checkout@sha256:{{new string('a', 64)}}",
                  "state": { "running": { "startedAt": "2026-01-02T03:00:00Z" } }
                } ]
              }
            }
            """)!;
        if (version is not null) pod["metadata"]!["labels"]!["app.kubernetes.io/version"] = version;
        Pods.Add(pod);
        return pod;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _account.Dispose();
    }

    public async Task StopAsync()
    {
        if (_web is { } web) await web.DisposeAsync();
        _web = null;
    }

    private Task AnswerAsync(HttpContext context)
    {
        Asked.Add($"{context.Request.Path}{context.Request.QueryString}");
        if (context.Request.Headers.Authorization != $"Bearer {Token}") return Say(context, 401, "{}");
        if (Answer is { } status) return Say(context, (int)status, "{}");
        if (context.Request.Path != "/api/v1/namespaces/shop/pods") return Say(context, 404, "{}");
        if (Says is { } says) return Say(context, 200, says);
        var from = int.TryParse(context.Request.Query["continue"], out var at) ? at : 0;
        if (from > 0 && Forgotten > 0)
        {
            Forgotten--;
            return Say(context, 410, "{}");
        }

        var page = Pods.Skip(from).Take(PageSize).Select(pod => pod.DeepClone()).ToArray();
        var metadata = new JsonObject();
        if (from + PageSize < Pods.Count) metadata["continue"] = $"{from + PageSize}";
        return Say(context, 200,
            new JsonObject { ["metadata"] = metadata, ["items"] = new JsonArray(page) }.ToJsonString());
    }

    private static Task Say(HttpContext context, int status, string body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }

    private static X509Certificate2 AuthorityOf(RSA key)
    {
        var request = new CertificateRequest("CN=a cluster", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        return request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddHours(-1),
            TimeProvider.System.GetUtcNow().AddHours(1));
    }

    private static X509Certificate2 ServerOf(X509Certificate2 authority)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=api", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var signed = request.Create(authority, TimeProvider.System.GetUtcNow().AddMinutes(-30),
            TimeProvider.System.GetUtcNow().AddMinutes(30), [1, 2, 3, 4]);
        using var whole = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(whole.Export(X509ContentType.Pfx), null);
    }
}
