using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>A service of one page, that a test makes sick; a page that never answers; a receiver of verdicts.</summary>
internal sealed class Website : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly CancellationTokenSource _ends = new();
    private readonly ConcurrentQueue<string> _delivered = new();
    private int _hanging;

    private Website(WebApplication web)
    {
        _web = web;
        web.MapGet("/", (RequestDelegate)(async context =>
        {
            if (Slowness > TimeSpan.Zero) await Task.Delay(Slowness, TimeProvider.System, context.RequestAborted);
            context.Response.StatusCode = IsSick ? 503 : 200;
            await context.Response.WriteAsync(Page, context.RequestAborted);
        }));
        web.MapGet("/hang", (RequestDelegate)HangAsync);
        web.MapPost("/hook", (RequestDelegate)ReceiveAsync);
    }

    public bool IsSick { get; set; }

    /// <summary>How long it thinks before it answers.</summary>
    public TimeSpan Slowness { get; set; }

    /// <summary>What the page says.</summary>
    public string Page { get; set; } = "welcome";

    /// <summary>Whether the receiver answers; else it takes a message and says nothing.</summary>
    public bool Receives { get; set; } = true;

    /// <summary>Requests that wait for an answer which never comes.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    /// <summary>Bodies that the receiver acknowledged, in order.</summary>
    public IReadOnlyList<string> Delivered => [.. _delivered];

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

    /// <summary>Nobody listens there any more.</summary>
    public Task StopAsync() => _web.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _ends.CancelAsync();
        await _web.StopAsync();
        await _web.DisposeAsync();
        _ends.Dispose();
    }

    private async Task HangAsync(HttpContext context)
    {
        Interlocked.Increment(ref _hanging);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(_ends.Token, context.RequestAborted);
        var never = new TaskCompletionSource();
        await using (over.Token.Register(never.SetResult)) await never.Task;
        Interlocked.Decrement(ref _hanging);
    }

    private async Task ReceiveAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync(context.RequestAborted);
        if (!Receives) await HangAsync(context);
        else _delivered.Enqueue(text);
    }
}
