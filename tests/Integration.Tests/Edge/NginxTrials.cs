using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments of an edge: nginx before a service.</summary>
public sealed class NginxTrials : IAsyncLifetime
{
    private Website _app = null!;
    private Nginx _nginx = null!;

    public async Task InitializeAsync()
    {
        _app = await Website.StartAsync();
        _nginx = await Nginx.StartAsync(Proxy(new Uri(_app.Address).Port, "shop.example"));
    }

    public async Task DisposeAsync()
    {
        await _nginx.DisposeAsync();
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData(true, "answered 502, expected 200")]
    [InlineData(false, "answered 404, expected 200")]
    public async Task An_edge_that_leads_nowhere_or_serves_another_name_is_rolled_back(bool nowhere, string words)
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            return _nginx.ReloadAsync(nowhere ? Proxy(FreePorts.Take(1)[0], "shop.example")
                : Proxy(new Uri(_app.Address).Port, "shop.exmaple"));
        });
        await trial.VerdictAsync();
        Assert.Contains(words, trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edge_that_is_told_anew_and_restarted_is_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(4);
        await _nginx.ReloadAsync();
        await trial.LookAsync(2);
        await _nginx.StopAsync();
        await trial.LookAsync(2);
        await _nginx.ResumeAsync();
        await trial.VerdictAsync();
        trial.MustPromote();
    }

    private static string Proxy(int upstream, string name) => $$"""
        server { listen PORT default_server; return 404; }
        server { listen PORT; server_name {{name}}; location / { proxy_pass http://127.0.0.1:{{upstream}}; } }
        """;

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes:
          - name: edge
            http: { url: "http://127.0.0.1:{{_nginx.Port}}/", every: 5s, headers: { Host: shop.example },
                    expect: { contains: welcome } }
        """);
}
