using System.Net;
using System.Net.Http.Json;
using System.Text;
using Bellwether.Agent.Configuration;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Contracts.Points;
using Bellwether.Contracts.Wire;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Bellwether.Agent.Tests.Sidecar;

/// <summary>A whole sidecar, an application that sends to it, and a home that listens.</summary>
public sealed class SidecarRestartTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly CancellationTokenSource _patience = new(TimeSpan.FromSeconds(40));
    private readonly TaskCompletionSource<ReportedLook> _told = new();
    private WebApplication? _home;
    private int _sent;

    [Fact]
    public async Task A_restart_that_only_another_id_shows_is_reported_to_the_home()
    {
        var file = _folder.File("sidecar.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: test
            mode: observe
            service: shop
            listen: http://127.0.0.1:0
            agent: { id: pod-1 }
            probes: [ { name: app, otlp: { every: 1s } } ]
            sidecar: { home: "{{await StartHomeAsync()}}" }
            """);
        var outcome = ConfigurationLoader.Load(file, Surroundings.OfThisProcess());
        var plan = outcome.Plan ?? throw new InvalidOperationException(string.Join('\n', outcome.Faults));
        await using var sidecar = new SidecarHost(plan, plan.Sidecar!, TimeProvider.System);
        await sidecar.StartAsync(_patience.Token);
        using var application = new HttpClient { BaseAddress = new(sidecar.Address) };

        // Delta temporality names no start. Sent twice its gap is known, and so when it is gone.
        await SendAsync(application, "first");
        await SendAsync(application, "first");
        await SendAsync(application, "second");
        var look = await _told.Task.WaitAsync(_patience.Token);
        Assert.Equal(("app.restarts", 1, LookOutcome.Good), (look.Signal, look.Restarts, look.Outcome));
    }

    public async ValueTask DisposeAsync()
    {
        if (_home is not null) await _home.DisposeAsync();
        _patience.Dispose();
        _folder.Dispose();
    }

    private async Task SendAsync(HttpClient application, string id)
    {
        var nanoseconds = DateTimeOffset.UnixEpoch.AddSeconds(1_800_000_000 + ++_sent).ToUnixTimeSeconds();
        using var answer = await application.PostAsync(new Uri("/v1/metrics", UriKind.Relative), new StringContent($$"""
            {"resourceMetrics":[{"resource":{"attributes":[
              {"key":"service.name","value":{"stringValue":"shop"} },
              {"key":"service.instance.id","value":{"stringValue":"{{id}}"} }]},
             "scopeMetrics":[{"metrics":[{"name":"jobs","gauge":{"dataPoints":[
              {"timeUnixNano":"{{nanoseconds}}000000000","asInt":"1"}]} }]}]}]}
            """, Encoding.UTF8, "application/json"), _patience.Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, _patience.Token);
    }

    private async Task<string> StartHomeAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _home = builder.Build();
        _home.Run(AnswerAsync);
        await _home.StartAsync();
        return _home.Urls.First();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (context.Request.Method == "POST")
        {
            var report = await context.Request.ReadFromJsonAsync(ContractsJson.Wire.PointsReported);
            if (report!.Looks.FirstOrDefault(look => look.Restarts > 0) is { } look) _told.TrySetResult(look);
        }

        await context.Response.Body.WriteAsync(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            new PointsTaken { Counted = true, IntervalSeconds = 10, ReportsMissing = 0 },
            ContractsJson.Wire.PointsTaken));
    }
}
