using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Bellwether.Testing.Engines;

/// <summary>Answers on a Unix socket as podman 4.3 does to Docker's API, of one container that a test steers.</summary>
internal sealed class StandInEngine : IAsyncDisposable
{
    public const string Digest = "sha256:ac662c16cf95acbce1dd76ea4d89fc5ee8fe6fb0a00cc0957f397dbe70eef04b";

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-engine-").FullName;
    private readonly WebApplication _application;

    private StandInEngine()
    {
        Socket = Path.Combine(_folder, "engine.sock");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.ListenUnixSocket(Socket));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    public string Socket { get; }

    /// <summary>The container; null where there is none.</summary>
    public StandInContainer? Container { get; set; } = new();

    /// <summary>Answers in place of all others; null for none.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Method and path of every request, oldest first.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public static async Task<StandInEngine> StartAsync()
    {
        var engine = new StandInEngine();
        await engine._application.StartAsync();
        return engine;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private Task AnswerAsync(HttpContext context)
    {
        Heard.Enqueue($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}");
        if (Instead is { } instead) return instead(context);
        var body = context.Request.Path.Value switch
        {
            "/containers/checkout/json" => Container?.Inspection(),
            "/containers/checkout/stats" => Container?.Statistics(),
            var path when path == $"/images/{Container?.Image}/json" =>
                $$"""{"Id":"{{Container!.Image}}","RepoDigests":["registry.example/shop@{{Digest}}"]}""",
            _ => null,
        };
        context.Response.StatusCode = body is null ? 404 : 200;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(body
            ?? """{"cause":"no such container","message":"no container with name or ID found","response":404}""");
    }
}
