using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Probes.Tests.Prometheus;

/// <summary>Answers as a Prometheus does, what a test says: for what a real one does only when it is broken.</summary>
internal sealed class StandInPrometheus : IAsyncDisposable
{
    public const double Now = 1_750_000_000.25;

    private readonly WebApplication _web;

    private StandInPrometheus(WebApplication web) => _web = web;

    /// <summary>Answers by query; a status and a body. One that is not there is an empty vector.</summary>
    public ConcurrentDictionary<string, (int Status, string Body)> Answers { get; } = new();

    /// <summary>The query and the time asked for, oldest first.</summary>
    public ConcurrentQueue<(string Query, string? Time, string? Authorization, string? Tenant)> Asked { get; } = new();

    public Uri Url => new(_web.Urls.First() + "/prom");

    public static async Task<StandInPrometheus> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var web = builder.Build();
        var server = new StandInPrometheus(web);
        web.MapGet("/prom/api/v1/query", (RequestDelegate)server.AnswerAsync);
        server.Answers["time()"] = (200, Result("scalar", $"[{Now},\"{Now}\"]"));
        await web.StartAsync();
        return server;
    }

    public void Say(string query, params (string Labels, string Value)[] samples) => Answers[query] = (200, Result(
        "vector", "[" + string.Join(",", samples.Select(s =>
            $"{{\"metric\":{{{s.Labels}}},\"value\":[{Now},\"{s.Value}\"]}}")) + "]"));

    /// <summary>The same, and when each was sampled: so many seconds ago.</summary>
    public void Say(string query, double age, params (string Labels, string Value)[] samples)
    {
        Say(query, samples);
        Say($"timestamp({query})", [.. samples.Select(s => (WithoutName(s.Labels), $"{Now - age}"))]);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    public static string Result(string type, string result) =>
        $"{{\"status\":\"success\",\"data\":{{\"resultType\":\"{type}\",\"result\":{result}}}}}";

    private static string WithoutName(string labels) =>
        string.Join(",", labels.Split(',').Where(label => !label.StartsWith("\"__name__\"", StringComparison.Ordinal)));

    private Task AnswerAsync(HttpContext context)
    {
        var query = $"{context.Request.Query["query"]}";
        Asked.Enqueue((query, context.Request.Query["time"], context.Request.Headers.Authorization,
            context.Request.Headers["X-Scope-OrgID"]));
        var (status, body) = Answers.GetValueOrDefault(query, (200, Result("vector", "[]")));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body);
    }
}
