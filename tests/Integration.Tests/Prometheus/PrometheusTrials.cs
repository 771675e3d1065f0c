using Bellwether.Contracts.Verdicts;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Probes;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Prometheus;

/// <summary>A service that is known by what a real Prometheus has of it.</summary>
public sealed class PrometheusTrials : IAsyncLifetime
{
    private ScrapedShop _shop = null!;
    private RealPrometheus _prometheus = null!;
    private ProbeTrial _trial = null!;

    public Task InitializeAsync() => Beginning.OrEndAsync(BeginAsync, DisposeAsync);

    private async Task BeginAsync()
    {
        _shop = await ScrapedShop.StartAsync();
        _prometheus = await RealPrometheus.StartAsync(_shop);
        _trial = ProbeTrial.Of($$"""
            probes:
              - name: prom
                prometheus:
                  url: http://127.0.0.1:{{_prometheus.Port}}
                  queries:
                    - { name: errors, kind: ratio, bad: 'requests_total{code=~"5.."}', total: requests_total }
                    - { name: latency, kind: latency, query: seconds_bucket }
                    - { name: requests, kind: rate, query: requests_total }
                    - { name: queue, query: max(queue), unit: jobs }
                    - { name: nothing, query: no_such_series }
            """);
    }

    public async Task DisposeAsync()
    {
        foreach (var begun in new IAsyncDisposable?[] { _trial, _prometheus, _shop })
            if (begun is not null) await begun.DisposeAsync();
    }

    [Fact]
    public async Task Errors_and_slow_requests_in_what_it_scrapes_are_rolled_back_and_named()
    {
        await _trial.LearnAsync(_ => _prometheus.ScrapedAsync());
        await _trial.DeployAsync();
        (_shop.FailedOf100, _shop.SlowOf100) = (12, 15);
        await _trial.VerdictAsync(_ => _prometheus.ScrapedAsync());
        Assert.Contains("12", _trial.MustRollBack("errors"), StringComparison.Ordinal);
        _trial.MustRollBack("slow-requests");
        // What it has not is told, and harms no other.
        var nothing = Assert.Single(_trial.Signals, of => of.Signal == "prom.nothing");
        Assert.Contains("no such series", nothing.Problem, StringComparison.Ordinal);
        Assert.Equal(5, Assert.Single(_trial.Signals, of => of.Signal == "prom.queue").Last);
    }

    [Fact]
    public async Task A_restart_of_the_Prometheus_and_of_the_service_is_nothing()
    {
        await _trial.LearnAsync(_ => _prometheus.ScrapedAsync());
        await _trial.DeployAsync(() =>
        {
            _shop.Restart();
            return Task.CompletedTask;
        });
        await _trial.LookAsync(5, _ => _prometheus.ScrapedAsync());
        await _prometheus.StopAsync();
        await _trial.LookAsync(2);
        Assert.Equal("provider-unavailable", _trial.Looks[^1].Look.Reason);
        await _prometheus.ResumeAsync();
        await _prometheus.ScrapedAsync();
        await _trial.VerdictAsync(_ => _prometheus.ScrapedAsync());
        _trial.MustPromote();
        Assert.Equal(0.01, Assert.Single(_trial.Signals, of => of.Signal == "prom.errors").Last);
    }

    [Fact]
    public async Task While_it_is_away_nobody_is_blamed_and_it_is_named()
    {
        await _trial.LookAsync(3, _ => _prometheus.ScrapedAsync());
        await _trial.DeployAsync();
        await _prometheus.StopAsync();
        var verdict = await _trial.VerdictAsync();
        Assert.Equal((Decision.Inconclusive, Cause.ProviderUnavailable), (verdict.Decision, verdict.Cause));
    }

    [Fact]
    public async Task That_it_answers_is_no_reason_to_promote()
    {
        await using var trial = ProbeTrial.Of($$"""
            probes:
              - name: prom
                prometheus: { url: "http://127.0.0.1:{{_prometheus.Port}}", queries: [ { name: queue, query: queue } ] }
            """);
        await trial.LookAsync(3);
        await trial.DeployAsync();
        var verdict = await trial.VerdictAsync();
        Assert.Equal((Decision.Inconclusive, Cause.NoData), (verdict.Decision, verdict.Cause));
    }

    [Fact]
    public async Task A_page_that_it_cannot_scrape_any_more_is_no_data_at_once()
    {
        // On a busy machine one of its own looks, of 20 ms, may fail.
        for (var tries = 0; tries < 50 && (tries == 0 || Errors(_trial.Looks[^1].Look) < 2); tries++)
            await _trial.LookAsync(1, _ => _prometheus.ScrapedAsync());
        Assert.Equal(2, Errors(_trial.Looks[^1].Look));
        await _shop.DisposeAsync();
        await Task.Delay(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        await _trial.LookAsync(1);
        var look = _trial.Looks[^1].Look;
        Assert.Equal((0, "no-data"), (look.Readings.Count, look.NoData));
        Assert.Contains("'errors' gives nothing", look.Detail, StringComparison.Ordinal);
        _shop = await ScrapedShop.StartAsync();
    }

    private static int Errors(Look look) => look.Readings.Count(reading => reading.Name == "errors");
}
