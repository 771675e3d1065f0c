using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Logs;

/// <summary>The error log of a real nginx, in which there is always something.</summary>
public sealed class ErrorLogTrials : IAsyncLifetime
{
    private const string RateRule = """
        rules:
          - { name: more-errors, signal: log.errors-logged, limit: { max: 2 } }
        """;

    private LoggingNginx _nginx = null!;

    public async Task InitializeAsync() => _nginx = await LoggingNginx.BeginAsync();

    public async Task DisposeAsync() => await _nginx.DisposeAsync();

    [Fact]
    public async Task An_error_never_seen_before_is_rolled_back_and_quoted()
    {
        await using var trial = Trial();
        await trial.LearnAsync(Usual);
        await trial.DeployAsync(_nginx.Site.StopAsync);
        await trial.VerdictAsync(async point =>
        {
            await Usual(point);
            await _nginx.AskAsync(3);
        });
        var words = trial.MustRollBack("log-new-signatures");
        Assert.Contains("error never seen before: ", words, StringComparison.Ordinal);
        Assert.Contains("connect() failed (#: Connection refused)", words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_burst_of_errors_that_are_usual_is_no_news()
    {
        await using var trial = Trial();
        await trial.LearnAsync(Usual);
        await trial.DeployAsync();
        await trial.VerdictAsync(point => _nginx.AskAsync(point < 8 ? 60 : 2, $"/files/{point}.png"));
        trial.MustNotRollBack("log-new-signatures");
    }

    [Fact]
    public async Task More_of_the_usual_errors_is_found_where_their_rate_has_a_limit()
    {
        await using var trial = Trial(RateRule);
        await trial.LearnAsync(Usual);
        await trial.DeployAsync();
        await trial.VerdictAsync(point => _nginx.AskAsync(60, $"/files/{point}.png"));
        Assert.Matches("^log.errors-logged was above 2 per second in ", trial.MustRollBack("more-errors"));
    }

    [Fact]
    public async Task What_a_restart_writes_is_no_news()
    {
        await using var trial = Trial();
        await trial.LearnAsync(Usual);
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            if (point == 6) await File.AppendAllTextAsync(_nginx.ErrorLog, string.Concat(Enumerable.Repeat(
                "2026/11/20 19:45:05 [emerg] 12#12: still could not bind()\n", 50)));
            if (point == 6) await _nginx.StopAsync();
            if (point == 8) await _nginx.StartAsync();
            await Usual(point);
        });
        trial.MustNotRollBack("log-new-signatures");
    }

    private Task Usual(int point) => _nginx.AskAsync(2 + (point % 3), $"/files/{point}.png");

    private ProbeTrial Trial(string rules = "") => ProbeTrial.Of($$"""
        probes:
          - { name: log, log: { file: '{{_nginx.ErrorLog}}', format: text, every: 5s } }
        {{rules}}
        """);
}
