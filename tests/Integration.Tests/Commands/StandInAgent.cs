using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bellwether.Integration.Tests.Commands;

/// <summary>A server on loopback that answers as the test says: what a command line meets in the field.</summary>
internal sealed class StandInAgent : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInAgent(WebApplication app) => _app = app;

    /// <summary>What was asked, oldest first.</summary>
    public ConcurrentQueue<HeardRequest> Heard { get; } = new();

    public string Address => _app.Urls.Single();

    public static async Task<StandInAgent> StartAsync(Func<HttpContext, int, Task> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var agent = new StandInAgent(builder.Build());
        agent._app.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
            var target = context.Request.Path + context.Request.QueryString;
            agent.Heard.Enqueue(new(context.Request.Method, target, await reader.ReadToEndAsync())
            {
                Authorization = context.Request.Headers.Authorization.ToString(),
            });
            await answer(context, agent.Heard.Count);
        });
        await agent._app.StartAsync();
        return agent;
    }

    /// <summary>One that always answers the same JSON.</summary>
    public static Task<StandInAgent> SayingAsync<T>(T answer, JsonTypeInfo<T> form, int status = 200) =>
        SayingAsync(JsonSerializer.Serialize(answer, form), "application/json", status);

    /// <summary>One that always answers the same text.</summary>
    public static Task<StandInAgent> SayingAsync(string body, string contentType, int status = 200) =>
        StartAsync((context, _) => WriteAsync(context, body, contentType, status));

    public static Task WriteAsync(HttpContext context, string body, string contentType, int status = 200)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        return context.Response.WriteAsync(body);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
