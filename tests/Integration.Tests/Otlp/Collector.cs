using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.Otlp;

/// <summary>A stand-in for a collector that takes OTLP over HTTP, and for the receiver of a webhook.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Lock _gate = new();
    private readonly List<(string Path, byte[] Body, string? TraceParent, string? Key)> _taken = [];

    private Collector(WebApplication web)
    {
        _web = web;
        web.MapPost("/{*path}", (RequestDelegate)TakeAsync);
    }

    public string Address => _web.Urls.First();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var collector = new Collector(builder.Build());
        await collector._web.StartAsync();
        return collector;
    }

    /// <summary>What was posted to a path, oldest first.</summary>
    public IReadOnlyList<(byte[] Body, string? TraceParent, string? Key)> Taken(string path)
    {
        lock (_gate) return [.. _taken.Where(t => t.Path == path).Select(t => (t.Body, t.TraceParent, t.Key))];
    }

    public IReadOnlyList<CollectedSpan> Spans =>
        [.. Taken("/v1/traces").SelectMany(request => CollectedSpan.Of(request.Body))];

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var headers = context.Request.Headers;
        lock (_gate)
            _taken.Add((context.Request.Path, body.ToArray(), headers["traceparent"], headers["x-key"]));
        context.Response.StatusCode = StatusCodes.Status200OK;
    }
}
