using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>What a bad deployment does to an edge, as HAProxy's own page tells it.</summary>
public sealed class HaProxyTrials : IAsyncLifetime
{
    private const int RequestsALook = 80;

    private static readonly HttpClient User = new(new SocketsHttpHandler { UseProxy = false });
    private Website _app = null!;
    private HaProxy _proxy = null!;

    public async Task InitializeAsync()
    {
        _app = await Website.StartAsync();
        _proxy = await HaProxy.StartAsync(new Uri(_app.Address).Port);
    }

    public async Task DisposeAsync()
    {
        await _proxy.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Errors_of_the_service_behind_it_and_no_service_at_all_are_rolled_back(bool isGone)
    {
        await using var trial = Trial();
        await trial.LearnAsync(_ => UseAsync());
        await trial.DeployAsync(async () =>
        {
            _app.IsSick = !isGone;
            if (!isGone) return;
            await _proxy.StopAsync();
            await _proxy.ResumeAsync(FreePorts.Take(1)[0]);
        });
        await trial.VerdictAsync(_ => UseAsync());
        Assert.Matches("^100 % of [0-9 ]+ requests failed, was 0 % of ", trial.MustRollBack("errors"));
    }

    [Fact]
    public async Task A_proxy_that_is_restarted_is_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync(_ => UseAsync());
        await trial.DeployAsync();
        await trial.LookAsync(4, _ => UseAsync());
        await _proxy.StopAsync();
        await trial.LookAsync(2);
        await _proxy.ResumeAsync(new Uri(_app.Address).Port);
        await trial.VerdictAsync(_ => UseAsync());
        trial.MustPromote();
    }

    private async Task UseAsync()
    {
        for (var i = 0; i < RequestsALook; i++)
            using (await User.GetAsync(_proxy.Address))
            {
            }
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes: [ { name: edge, scrape: { url: "{{_proxy.Metrics}}", every: 5s } } ]
        """);
}
