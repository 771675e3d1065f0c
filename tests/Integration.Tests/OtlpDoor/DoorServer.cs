using System.Net;
using Bellwether.Agent.Api;
using Bellwether.Probes.Receiving;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.OtlpDoor;

/// <summary>The agent's door for what is sent, alone, in front of windows that a trial looks into.</summary>
internal sealed class DoorServer(WebApplication web) : IAsyncDisposable
{
    public Uri Address => new(web.Urls.First());

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
        new OtlpRoutes(windows).Map(web);
        new VitalsRoutes(windows, TimeProvider.System).Map(web);
    }

    private Task StartAsync() => web.StartAsync();
}
