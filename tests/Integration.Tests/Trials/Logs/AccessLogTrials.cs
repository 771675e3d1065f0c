using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Logs;

/// <summary>A real nginx writes what its service answers.</summary>
public sealed class AccessLogTrials : IAsyncLifetime
{
    // Enough to exclude an increase of errors.
    private const int Requests = 60;

    private LoggingNginx _nginx = null!;

    public async Task InitializeAsync() => _nginx = await LoggingNginx.BeginAsync();

    public async Task DisposeAsync() => await _nginx.DisposeAsync();

    [Fact]
    public async Task A_service_that_turns_bad_is_rolled_back_by_what_its_access_log_says()
    {
        await using var trial = Trial();
        await trial.LearnAsync(_ => _nginx.AskAsync(Requests));
        await trial.DeployAsync(() =>
        {
            _nginx.Site.IsSick = true;
            return Task.CompletedTask;
        });
        await trial.VerdictAsync(_ => _nginx.AskAsync(Requests));
        Assert.Contains("100 %", trial.MustRollBack("errors"), StringComparison.Ordinal);
        Assert.Contains(trial.Signals, of => of.Signal == "web.latency" && of.HistoryPoints > 70);
    }

    [Fact]
    public async Task A_service_that_turns_slow_is_rolled_back_by_the_durations_in_its_access_log()
    {
        await using var trial = Trial();
        await trial.LearnAsync(_ => _nginx.AskAsync(Requests));
        await trial.DeployAsync(() =>
        {
            _nginx.Site.Slowness = TimeSpan.FromMilliseconds(200);
            return Task.CompletedTask;
        });
        await trial.VerdictAsync(_ => Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => _nginx.AskAsync(1))));
        Assert.Contains("took longer than", trial.MustRollBack("slow-requests"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rotated_both_ways_and_restarted_in_mid_watch_it_is_not()
    {
        // Without durations: they are of a few milliseconds here, and a busy machine doubles them.
        await using var trial = Trial(", duration-unit: none");
        await trial.LearnAsync(_ => _nginx.AskAsync(Requests));
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            if (point == 5) await _nginx.RotateAsync();
            if (point == 8) _nginx.CopyAndEmpty();
            if (point == 11) await _nginx.StopAsync();
            if (point == 13) await _nginx.StartAsync();
            await _nginx.AskAsync(Requests);
        });
        trial.MustPromote();
        Assert.DoesNotContain(trial.Looks, look => look.Look.NoData is not null);
    }

    [Fact]
    public async Task A_log_that_may_not_be_read_any_more_is_our_blindness_and_no_rollback()
    {
        await using var trial = Trial();
        await trial.LearnAsync(_ => _nginx.AskAsync(Requests));
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            if (point == 5)
            {
                await _nginx.StopAsync();
                File.Delete(_nginx.AccessLog);
                Directory.CreateDirectory(_nginx.AccessLog);
            }
        });
        Assert.Equal(Contracts.Verdicts.Decision.Inconclusive, trial.Verdict!.Decision);
        Directory.Delete(_nginx.AccessLog);
        await _nginx.StartAsync();
    }

    private ProbeTrial Trial(string more = "") => ProbeTrial.Of($$"""
        probes:
          - { name: web, log: { file: '{{_nginx.AccessLog}}', format: access, every: 5s{{more}} } }
        """);
}
