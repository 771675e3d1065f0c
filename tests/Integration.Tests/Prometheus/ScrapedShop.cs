using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Bellwether.Integration.Tests.Prometheus;

/// <summary>A service with a small metrics page, that has answered some more requests each time it is asked.</summary>
internal sealed class ScrapedShop : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly Lock _gate = new();
    private double _ok;
    private double _failed;
    private double _slow;
    private double _refused;
    private int _pages;

    private ScrapedShop(WebApplication web)
    {
        _web = web;
        web.MapGet("/metrics", (RequestDelegate)(context => context.Response.WriteAsync(Page())));
        web.MapGet("/", (RequestDelegate)(context => context.Response.WriteAsync(Home())));
    }

    public int Port => new Uri(_web.Urls.First()).Port;

    /// <summary>Requests between two pages.</summary>
    public int Requests { get; set; } = 200;

    /// <summary>Of a hundred requests.</summary>
    public int FailedOf100 { get; set; } = 1;

    public int SlowOf100 { get; set; } = 3;

    /// <summary>Answered 401.</summary>
    public int RefusedOf100 { get; set; }

    public double Queue { get; set; } = 5;

    /// <summary>Pages fetched so far.</summary>
    public int Pages => Volatile.Read(ref _pages);

    public static async Task<ScrapedShop> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.AddRoutingCore();
        var shop = new ScrapedShop(builder.Build());
        await shop._web.StartAsync();
        return shop;
    }

    /// <summary>Another process in its place: its totals begin anew.</summary>
    public void Restart()
    {
        lock (_gate) (_ok, _failed, _slow, _refused) = (0, 0, 0, 0);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    /// <summary>A page for people: one more request.</summary>
    private string Home()
    {
        lock (_gate) _ok++;
        return "welcome";
    }

    private string Page()
    {
        lock (_gate)
        {
            _pages++;
            var (failed, slow) = (Requests * FailedOf100 / 100, Requests * SlowOf100 / 100);
            var refused = Requests * RefusedOf100 / 100;
            _failed += failed;
            _refused += refused;
            _slow += slow;
            _ok += Requests - failed - refused;
            var all = _ok + _failed + _refused;
            return $"""
                # TYPE http_requests_total counter
                http_requests_total{"{"}code="200"{"}"} {_ok}
                http_requests_total{"{"}code="401"{"}"} {_refused}
                http_requests_total{"{"}code="500"{"}"} {_failed}
                http_requests_total{"{"}code="200",handler="/metrics"{"}"} {_pages}
                # TYPE seconds histogram
                seconds_bucket{"{"}le="0.1"{"}"} {all - _slow}
                seconds_bucket{"{"}le="0.5"{"}"} {all}
                seconds_bucket{"{"}le="+Inf"{"}"} {all}
                seconds_sum {all / 20}
                seconds_count {all}
                # TYPE queue gauge
                queue {Queue}

                """.ReplaceLineEndings("\n");
        }
    }
}
