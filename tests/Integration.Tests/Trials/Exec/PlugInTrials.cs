using System.Globalization;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials.Exec;

/// <summary>Debian's monitoring plug-ins on a real nginx.</summary>
public sealed class PlugInTrials : IAsyncLifetime
{
    private LoggingNginx _nginx = null!;

    public async Task InitializeAsync() => _nginx = await LoggingNginx.BeginAsync();

    public async Task DisposeAsync() => await _nginx.DisposeAsync();

    [Fact]
    public async Task A_site_that_answers_503_is_rolled_back_in_the_words_of_check_http()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            _nginx.Site.IsSick = true;
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Matches(
            "looks at web.up failed .*: HTTP (CRITICAL|WARNING).*503", trial.MustRollBack("web-up"));
    }

    [Fact]
    public async Task A_server_that_is_plainly_restarted_is_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.VerdictAsync(async point =>
        {
            if (point == 6) await _nginx.StopAsync();
            if (point == 8) await _nginx.StartAsync();
        });
        trial.MustNotRollBack("web-up", "port-up");
        Assert.Equal(["critical", "critical"], trial.Looks.Where(look => look.Probe == "port")
            .Select(look => look.Look.Reason).OfType<string>());
    }

    [Fact]
    public async Task A_figure_beyond_its_limit_is_rolled_back()
    {
        var port = _nginx.Port.ToString(CultureInfo.InvariantCulture);
        await using var trial = ProbeTrial.Of($$"""
            probes:
              - name: web
                exec:
                  program: /usr/lib/nagios/plugins/check_http
                  arguments: [ -I, 127.0.0.1, -p, "{{port}}", -u, / ]
                  figures: [ { label: size, max: 400 }, { label: time } ]
            """);
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            _nginx.Site.Page = new string('x', 500);
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Contains("web.size was above 400", trial.MustRollBack("web-size"), StringComparison.Ordinal);
        Assert.Contains(trial.Signals, of => of.Signal == "web.time" && of.HistoryPoints > 70);
    }

    private ProbeTrial Trial()
    {
        var port = _nginx.Port.ToString(CultureInfo.InvariantCulture);
        return ProbeTrial.Of($$"""
            probes:
              - name: web
                exec:
                  program: /usr/lib/nagios/plugins/check_http
                  arguments: [ -I, 127.0.0.1, -p, "{{port}}", -u, / ]
              - name: port
                exec: { program: /usr/lib/nagios/plugins/check_tcp, arguments: [ -H, 127.0.0.1, -p, "{{port}}" ] }
            rules:
              - { name: web-up, signal: web.up, health: { fail-after: 3 of 5 } }
              - { name: port-up, signal: port.up, health: { fail-after: 3 of 5 } }
            """);
    }
}
