using Bellwether.Contracts.Verdicts;
using Bellwether.Integration.Tests.Prometheus;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>Answers that turn users away, which are no errors of the server, on a page that counts them.</summary>
public sealed class TurnedAwayTrials : IAsyncLifetime
{
    private ScrapedShop _shop = null!;
    private ProbeTrial _trial = null!;

    public async Task InitializeAsync()
    {
        _shop = await ScrapedShop.StartAsync();
        _trial = ProbeTrial.Of($$"""
            probes: [ { name: app, scrape: { url: "http://127.0.0.1:{{_shop.Port}}/metrics" } } ]
            rules:
              - { name: errors, signal: app.errors, compare: { allow: 50%, tolerate: 0.5pp }, critical: true }
              - { name: logins, signal: app.unauthorized, compare: { allow: 50%, tolerate: 2pp } }
            """);
        _shop.RefusedOf100 = 4;
    }

    public async Task DisposeAsync()
    {
        await _trial.DisposeAsync();
        await _shop.DisposeAsync();
    }

    [Fact]
    public async Task A_version_that_refuses_whom_the_one_before_let_in_is_rolled_back_and_401_is_named()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync();
        _shop.RefusedOf100 = 20;
        await _trial.VerdictAsync();
        Assert.Matches("^20 % of .* requests were answered 401, was 4 % of", _trial.MustRollBack("logins"));
        Assert.Single(_trial.Verdict!.Evidence, of => of.Outcome is Outcome.Fail);
    }

    [Fact]
    public async Task As_many_refused_as_before_are_nothing()
    {
        await _trial.LearnAsync();
        await _trial.DeployAsync(() =>
        {
            _shop.Restart();
            return Task.CompletedTask;
        });
        await _trial.VerdictAsync();
        _trial.MustPromote();
        Assert.Equal(0.04, Assert.Single(_trial.Signals, of => of.Signal == "app.unauthorized").Last);
        Assert.Equal(0, Assert.Single(_trial.Signals, of => of.Signal == "app.throttled").Last);
    }
}
