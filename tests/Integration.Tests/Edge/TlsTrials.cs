using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Certificates;
using Bellwether.Testing.Trials;
using Bellwether.Tests;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments that bring nginx another certificate.</summary>
public sealed class TlsTrials : IAsyncLifetime
{
    private static readonly DateTimeOffset Now = new FakeTimeProvider().GetUtcNow();

    private static readonly DatedAuthority Authority = new(Now);
    private static readonly DatedAuthority Stranger = new(Now, "stranger");
    private Nginx _nginx = null!;

    public async Task InitializeAsync()
    {
        _nginx = await Nginx.StartAsync("""
            server { listen PORT ssl; ssl_certificate FOLDER/site/edge.pem; ssl_certificate_key FOLDER/site/edge.key; }
            """, folder => Bring(folder, Authority, days: 90));
    }

    public Task DisposeAsync() => _nginx.DisposeAsync().AsTask();

    [Fact]
    public async Task A_certificate_that_is_over_is_rolled_back() => Assert.Contains(
        "the certificate ended on 2026-01-01", await RolledBackAsync(() => Bring(_nginx.Folder, Authority, days: -1)),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_certificate_of_a_stranger_is_rolled_back() => Assert.Contains(
        "ends at no authority that is trusted",
        await RolledBackAsync(() => Bring(_nginx.Folder, Stranger, days: 90)), StringComparison.Ordinal);

    [Fact]
    public async Task A_certificate_that_ends_in_a_few_days_is_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            Bring(_nginx.Folder, Authority, days: 6);
            return _nginx.ReloadAsync();
        });
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability");
        Assert.Contains(trial.Looks, look => look.Look.Degraded);
    }

    [Fact]
    public async Task A_renewed_certificate_and_a_restart_are_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync();
        await trial.LookAsync(4);
        Bring(_nginx.Folder, Authority, days: 180);
        await _nginx.StopAsync();
        await trial.LookAsync(2);
        await _nginx.ResumeAsync();
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability");
        Assert.Contains(trial.Signals, signal => signal is { Signal: "edge.days-left", Last: > 179 });
    }

    private async Task<string> RolledBackAsync(Action bring)
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() =>
        {
            bring();
            return _nginx.ReloadAsync();
        });
        await trial.VerdictAsync();
        return trial.MustRollBack("reachability");
    }

    private static void Bring(ServerFolder folder, DatedAuthority authority, int days)
    {
        var (certificate, key) = authority.Server("shop.example", Now.AddDays(-100), Now.AddDays(days));
        folder.Write("site/edge.pem", certificate);
        folder.Write("site/edge.key", key);
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes:
          - name: edge
            tls: { host: 127.0.0.1, port: {{_nginx.Port}}, server-name: shop.example, every: 5s,
                   ca-file: '{{_nginx.Folder.Write("ca.pem", Authority.Pem)}}' }
        """);
}
