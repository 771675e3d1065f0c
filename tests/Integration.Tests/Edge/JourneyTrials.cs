using Bellwether.Probes.Tests.Http;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments of a service that people log in to.</summary>
public sealed class JourneyTrials : IAsyncLifetime
{
    private const string Password = "right-5ecret";

    private ShopOfUsers _shop = null!;

    public async Task InitializeAsync() => _shop = await ShopOfUsers.StartAsync(Password);

    public Task DisposeAsync() => _shop.DisposeAsync().AsTask();

    [Fact]
    public async Task A_log_in_that_is_broken_is_rolled_back_by_the_name_of_its_step()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        Assert.Contains(trial.Signals, signal => signal is { Signal: "user.login.latency", Last: > 0 });
        await trial.DeployAsync(() =>
        {
            _shop.Password = "another";
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        var words = trial.MustRollBack("reachability");
        Assert.Contains("step login: answered 401, expected 200", words, StringComparison.Ordinal);
        Assert.DoesNotContain(Password, trial.Story(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_that_lacks_what_later_steps_need_is_rolled_back()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            _shop.TokenName = "ticket";
            return Task.CompletedTask;
        });
        await trial.VerdictAsync();
        Assert.Contains("step login: the answer has no token", trial.MustRollBack("reachability"),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_that_is_restarted_is_not_and_its_version_is_seen()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            _shop.Version = "2";
            return Task.CompletedTask;
        });
        await trial.LookAsync(4);
        await _shop.StopAsync();
        await trial.LookAsync(2);
        await _shop.ResumeAsync();
        await trial.VerdictAsync();
        Assert.Contains(trial.Looks, look => look.Look.Reason == "login-refused");
        trial.MustPromote();
        Assert.Contains("version", trial.Status.T0Sign, StringComparison.OrdinalIgnoreCase);
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$$"""
        probes:
          - name: user
            http:
              url: "{{{_shop.Address}}}"
              every: 5s
              headers: { X-Probe: "yes" }
              version: { header: X-App-Version }
              steps:
                - { name: login, path: /login, method: post, json: { user: probe, password: "${file:password}" },
                    take: [ { name: token, json: token }, { name: place, header: X-Place } ] }
                - { name: orders, path: "/orders/{{place}}", headers: { Authorization: "Bearer {{token}}" } }
                - { name: logout, path: /logout, method: post, form: { token: "{{token}}" }, always: true,
                    expect: { status: 204 } }
        """, ("password", Password));
}
