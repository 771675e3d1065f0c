using System.Net;
using Bellwether.Integration.Tests.Servers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.Vitals;

/// <summary>A shop of one page behind a real nginx, which hands on to the agent what browsers tell of it.</summary>
internal sealed class ViewedShop : IAsyncDisposable
{
    private readonly WebApplication _web;
    private Nginx _nginx = null!;

    private ViewedShop(WebApplication web)
    {
        _web = web;
        web.MapGet("/", (RequestDelegate)(async context =>
        {
            await Task.Delay(Page.Thinking, TimeProvider.System, context.RequestAborted);
            // As strict as a page with scripts of its own can be: nothing in line, nobody else.
            context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; "
                + $"connect-src {Page.TellsTo?.GetLeftPart(UriPartial.Authority) ?? "'self'"}";
            await SayAsync(context, "text/html", Page.Html);
        }));
        web.MapGet("/vitals.js", (RequestDelegate)(async context =>
            await SayAsync(context, "text/javascript", await File.ReadAllTextAsync(VitalsPage.Script))));
        web.MapGet("/shop.js", (RequestDelegate)(context =>
        {
            if (Page.HasScript) return SayAsync(context, "text/javascript", Page.Script);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }));
        web.MapGet("/shop.css", (RequestDelegate)(async context =>
        {
            await Task.Delay(Page.Styling, TimeProvider.System, context.RequestAborted);
            await SayAsync(context, "text/css", "h1 { font-size: 60px } .banner { height: 200px }");
        }));
    }

    /// <summary>What is served now.</summary>
    public ShopPage Page { get; set; } = ShopPage.Well;

    /// <summary>As browsers see it, without a path.</summary>
    public string Origin => $"http://127.0.0.1:{_nginx.Port}";

    public Uri Address => new(Origin);

    public static async Task<ViewedShop> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var shop = new ViewedShop(builder.Build());
        await shop._web.StartAsync();
        shop._nginx = await Nginx.StartAsync(shop.Server(""));
        return shop;
    }

    /// <summary>From now on what browsers tell comes to that agent.</summary>
    public Task HandOnAsync(Uri agent) => _nginx.ReloadAsync(Server(VitalsPage.HandedOnTo(agent)));

    public async ValueTask DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    private string Server(string more) =>
        $"server {{ listen PORT; {more} location / {{ proxy_pass {_web.Urls.First()}; }} }}";

    private static Task SayAsync(HttpContext context, string type, string text)
    {
        context.Response.ContentType = type;
        context.Response.Headers.CacheControl = "no-store";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }
}
