using System.Net;
using System.Threading.Channels;
using Bellwether.Agent.Api;
using Bellwether.Probes.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>The agent's door for what is sent, alone, in front of windows that a trial looks into.</summary>
internal sealed class DoorServer(WebApplication web) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Channel<ToldView> _views = Channel.CreateUnbounded<ToldView>();

    public Uri Address => new(web.Urls.First());

    /// <summary>The next page view that was told of, taken or not.</summary>
    public Task<ToldView> ViewAsync() => _views.Reader.ReadAsync().AsTask().WaitAsync(Patience);

    public static async Task<DoorServer> StartAsync(WindowSet windows)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var server = new DoorServer(builder.Build());
        server.Use(windows);
        await server.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await web.StopAsync();
        await web.DisposeAsync();
    }

    private void Use(WindowSet windows)
    {
        web.Use(HearAsync);
        new OtlpRoutes(windows).Map(web);
        new VitalsRoutes(windows, TimeProvider.System).Map(web);
    }

    private async Task HearAsync(HttpContext context, RequestDelegate next)
    {
        var isView = context.Request.Path == "/v1/vitals";
        if (isView) context.Request.EnableBuffering();
        await next(context);
        if (!isView) return;
        context.Request.Body.Position = 0;
        using var reader = new StreamReader(context.Request.Body);
        _views.Writer.TryWrite(new(
            context.Request.Headers.Origin.ToString(), await reader.ReadToEndAsync(), context.Response.StatusCode));
    }

    private Task StartAsync() => web.StartAsync();
}
