using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.Systemd;

/// <summary>A service of one page, that a test makes sick.</summary>
internal sealed class Website : IAsyncDisposable
{
    private readonly WebApplication _web;

    private Website(WebApplication web)
    {
        _web = web;
        web.MapGet("/", (RequestDelegate)(context =>
        {
            context.Response.StatusCode = IsSick ? 503 : 200;
            return context.Response.WriteAsync("welcome", context.RequestAborted);
        }));
    }

    public bool IsSick { get; set; }

    public string Address => _web.Urls.First();

    public static async Task<Website> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var site = new Website(builder.Build());
        await site._web.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }
}
