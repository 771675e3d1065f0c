using System.Net;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Sidecar;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Wire;
using Bellwether.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Bellwether.Agent.Tests.Sidecar;

public sealed class ReportLoopTests : IAsyncDisposable
{
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(20);

    private readonly FakeTimeProvider _time = new();
    private readonly List<TimeSpan> _silences = [];
    private WebApplication? _home;
    private ReportLoop? _loop;
    private volatile int _asked;

    [Fact]
    public async Task A_home_that_is_slow_with_a_backlog_does_not_make_the_sidecar_seem_dead()
    {
        _loop = new ReportLoop(Plan, new(await StartHomeAsync(), null, "pod-1", "1"), _time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var running = _loop.RunAsync(stop.Token);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (_asked < 8)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }

        await stop.CancelAsync();
        await running;
        Assert.All(_silences, silence => Assert.InRange(silence, TimeSpan.Zero, ReportLoop.LongestSilence));
    }

    public async ValueTask DisposeAsync()
    {
        _loop?.Dispose();
        if (_home is not null) await _home.DisposeAsync();
    }

    private static WatchPlan Plan { get; } = new()
    {
        Service = "shop",
        Environment = "test",
        Mode = Mode.Observe,
        Digest = "sha256:0",
        Policy = new() { Interval = TimeSpan.FromSeconds(1) },
        Probes = [],
    };

    private async Task<Uri> StartHomeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _home = builder.Build();
        _home.Run(AnswerAsync);
        await _home.StartAsync();
        return new Uri(_home.Urls.First());
    }

    /// <summary>It is away for three reports, and from then on takes its time for each.</summary>
    private async Task AnswerAsync(HttpContext context)
    {
        if (++_asked <= 3)
        {
            context.Response.StatusCode = 503;
            return;
        }

        _time.Advance(s_slow);
        _silences.Add(_loop!.Silence);
        await context.Response.Body.WriteAsync(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new PointsTaken { Counted = true, IntervalSeconds = 1, ReportsMissing = 0 },
            ContractsJson.Wire.PointsTaken));
    }
}
