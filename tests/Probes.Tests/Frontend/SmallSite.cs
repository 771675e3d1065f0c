using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Probes.Tests.Frontend;

/// <summary>A site of a few files on a free port of loopback; a test says what each answers.</summary>
internal sealed class SmallSite : IAsyncDisposable
{
    private readonly WebApplication _web;
    private int _underWay;
    private readonly ConcurrentDictionary<string, SmallFile> _files = new();

    private SmallSite(WebApplication web)
    {
        _web = web;
        web.Run(AnswerAsync);
    }

    /// <summary>Method, path and status of each request, in order; headers too where a test asks for them.</summary>
    public ConcurrentQueue<(string Line, IHeaderDictionary Headers)> Heard { get; } = new();

    /// <summary>Most requests that were under way at one time.</summary>
    public int MostAtOnce { get; private set; }

    public IReadOnlyList<string> Lines => [.. Heard.Select(heard => heard.Line)];

    public Uri Address => new(_web.Urls.First());

    public SmallFile? this[string path]
    {
        set
        {
            if (value is null) _files.TryRemove(path, out _);
            else _files[path] = value;
        }
    }

    public static async Task<SmallSite> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var site = new SmallSite(builder.Build());
        await site._web.StartAsync();
        return site;
    }

    public async ValueTask DisposeAsync() => await _web.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var now = Interlocked.Increment(ref _underWay);
        MostAtOnce = Math.Max(MostAtOnce, now);
        try
        {
            await Task.Yield();
            await FileAsync(context);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task FileAsync(HttpContext context)
    {
        var file = _files.GetValueOrDefault(context.Request.Path) ?? new SmallFile("no", "text/plain") { Status = 404 };
        var answer = context.Response;
        foreach (var (name, value) in file.Headers) answer.Headers[name] = value;
        var isKnown = file.Headers.TryGetValue("ETag", out var tag) && context.Request.Headers.IfNoneMatch == tag;
        var isHead = context.Request.Method == "HEAD";
        answer.StatusCode = isKnown ? 304 : isHead ? file.HeadStatus ?? file.Status : file.Status;
        Heard.Enqueue(($"{context.Request.Method} {context.Request.Path} {answer.StatusCode}",
            new HeaderDictionary(context.Request.Headers.ToDictionary())));
        if (isKnown) return;
        if (file.After > TimeSpan.Zero) await Task.Delay(file.After, TimeProvider.System, context.RequestAborted);
        if (file.Hangs) await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, context.RequestAborted);
        if (!isHead || file.HeadStatus is null) answer.ContentType = file.Type;
        if (isHead) return;
        await answer.Body.WriteAsync(file.Bytes, context.RequestAborted);
    }
}
