using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Bellwether.Agent.Tests.Delivery;

/// <summary>A real HTTP server that answers as a test says, and remembers what it was sent.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SemaphoreSlim _arrivals = new(0);
    private int _requests;

    private Receiver(WebApplication app, Func<HttpContext, int, Task> answer)
    {
        _app = app;
        app.Run(async context =>
        {
            var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(),
                StringComparer.OrdinalIgnoreCase);
            Requests.Enqueue(new(body.ToArray(), headers, context.Connection.Id));
            try
            {
                await answer(context, Interlocked.Increment(ref _requests));
            }
            finally
            {
                _arrivals.Release();
            }
        });
    }

    public sealed record Request(byte[] Body, IReadOnlyDictionary<string, string> Headers, string Connection);

    public ConcurrentQueue<Request> Requests { get; } = [];

    public Uri Url => new(_app.Urls.First());

    /// <param name="answer">Gets the request's number, from 1.</param>
    /// <param name="port">0 for any.</param>
    public static async Task<Receiver> Start(Func<HttpContext, int, Task> answer, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(
            IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1));
        var receiver = new Receiver(builder.Build(), answer);
        await receiver._app.StartAsync();
        return receiver;
    }

    public static Task<Receiver> Answering(params int[] statuses) => Start((context, number) =>
    {
        context.Response.StatusCode = statuses[Math.Min(number, statuses.Length) - 1];
        return Task.CompletedTask;
    });

    /// <summary>Waits until so many further requests were answered; ten seconds at most.</summary>
    public async Task Arrived(int count)
    {
        for (var i = 0; i < count; i++)
            Assert.True(await _arrivals.WaitAsync(TimeSpan.FromSeconds(10)), $"only {Requests.Count} requests arrived");
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
        _arrivals.Dispose();
    }
}
