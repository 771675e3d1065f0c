using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bellwether.Testing.Engines;

/// <summary>The API of a cluster as far as one Deployment and its pods go: a token, the two paths that a role would
/// allow, pages.</summary>
internal sealed class StandInApi : IAsyncDisposable
{
    private const string Path = "/api/v1/namespaces/shop/pods";
    private const string WorkloadPath = "/apis/apps/v1/namespaces/shop/deployments/checkout";

    private readonly WebApplication _application;

    private StandInApi(string token)
    {
        Account = Directory.CreateTempSubdirectory("bellwether-account-").FullName;
        File.WriteAllText(System.IO.Path.Combine(Account, "token"), token + "\n");
        File.WriteAllText(System.IO.Path.Combine(Account, "namespace"), "shop");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(context => AnswerAsync(context, token));
    }

    public string Account { get; }

    public string Address => _application.Urls.First();

    public IReadOnlyList<StandInPod> Pods { get; set; } = [];

    /// <summary>The Deployment; null where there is none.</summary>
    public JsonObject? Workload { get; set; } = Deployment();

    /// <summary>Pods in one answer at most, whatever is asked for.</summary>
    public int PageSize { get; set; } = 2;

    public HttpStatusCode? Answer { get; set; }

    /// <summary>Method, path and query of every request, oldest first.</summary>
    public ConcurrentQueue<string> Asked { get; } = new();

    public static async Task<StandInApi> StartAsync(string token = "eyJ-a-token")
    {
        var api = new StandInApi(token);
        await api._application.StartAsync();
        return api;
    }

    /// <param name="updated">Pods of the newest revision, of three.</param>
    /// <param name="stuck">The rollout has missed its deadline.</param>
    public static JsonObject Deployment(int updated = 3, bool stuck = false) => (JsonObject)JsonNode.Parse($$"""
        {
          "metadata": { "name": "checkout", "generation": 4 },
          "spec": { "replicas": 3, "selector": { "matchLabels": { "app": "checkout" },
            "matchExpressions": [ { "key": "tier", "operator": "NotIn", "values": [ "a", "b" ] } ] } },
          "status": { "observedGeneration": 4, "updatedReplicas": {{updated}}, "conditions": [ {
            "type": "Progressing", "status": "{{(stuck ? "False" : "True")}}",
            "reason": "{{(stuck ? "ProgressDeadlineExceeded" : "NewReplicaSetAvailable")}}",
            "message": "ReplicaSet has timed out progressing." } ] }
        }
        """)!;

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(Account, recursive: true);
    }

    private Task AnswerAsync(HttpContext context, string token)
    {
        var request = context.Request;
        Asked.Enqueue($"{request.Method} {request.Path}{request.QueryString}");
        if (request.Headers.Authorization != $"Bearer {token}") return Say(context, 401, "{}");
        if (Answer is { } status) return Say(context, (int)status, "{}");
        if (request.Path == WorkloadPath)
            return Workload is null ? Say(context, 404, "{}") : Say(context, 200, Workload.ToJsonString());
        if (request.Path != Path) return Say(context, 403, "{}");
        var from = int.TryParse(request.Query["continue"], out var at) ? at : 0;
        var page = Pods.Skip(from).Take(PageSize).Select(pod => (JsonNode)pod.Json()).ToArray();
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
}
