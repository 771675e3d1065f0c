using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Testing.Kill;

/// <summary>What the agent has around it: the services' metrics pages, and the receiver of its webhook.</summary>
internal sealed class Surroundings : IAsyncDisposable
{
    private static readonly TimeSpan LongerThanThePatience = TimeSpan.FromSeconds(1.5);

    private readonly WebApplication _web;
    private readonly Dice _dice;
    private readonly TimeProvider _time;
    private int _troubled;

    private Surroundings(WebApplication web, IReadOnlyList<LanePage> pages, Dice dice, TimeProvider time)
    {
        (_web, Pages, _dice, _time) = (web, pages, dice, time);
        for (var i = 0; i < pages.Count; i++)
        {
            var page = pages[i];
            web.MapGet($"/{i}/metrics", (RequestDelegate)(context => AnswerAsync(context, page)));
        }

        web.MapPost("/hook", (RequestDelegate)TakeAsync);
    }

    public IReadOnlyList<LanePage> Pages { get; }

    public Mailbox Mailbox { get; } = new();

    public string Address => _web.Urls.First();

    /// <summary>Whether the receiver sometimes refuses, hangs, or breaks off after it took a message.</summary>
    public bool IsMoody { get; set; } = true;

    /// <summary>Deliveries that did not get a good answer.</summary>
    public int Troubled => _troubled;

    public static async Task<Surroundings> StartAsync(int lanes, Dice dice, TimeProvider time)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var pages = Enumerable.Range(0, lanes).Select(_ => new LanePage(time)).ToList();
        var surroundings = new Surroundings(builder.Build(), pages, dice, time);
        await surroundings._web.StartAsync();
        return surroundings;
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    private static Task AnswerAsync(HttpContext context, LanePage page)
    {
        context.Response.ContentType = "text/plain; version=0.0.4; charset=utf-8";
        return context.Response.WriteAsync(page.Write(), context.RequestAborted);
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var mood = IsMoody ? _dice.Share() : 1;
        if (mood < 0.15) Interlocked.Increment(ref _troubled);
        if (mood < 0.05)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        // From here on it has the message, whatever the agent hears of it.
        Mailbox.Put(body.ToArray());
        if (mood < 0.10) await Task.Delay(LongerThanThePatience, _time, CancellationToken.None);
        else if (mood < 0.15) context.Abort();
    }
}
