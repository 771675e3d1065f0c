using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Edge;

/// <summary>Deployments of a zone that dnsmasq serves.</summary>
public sealed class DnsTrials : IAsyncLifetime
{
    private const string Good = "192.0.2.7 shop.example\n";

    private Dnsmasq _dns = null!;

    public async Task InitializeAsync() => _dns = await Dnsmasq.StartAsync(Good);

    public Task DisposeAsync() => _dns.DisposeAsync().AsTask();

    [Theory]
    [InlineData("192.0.2.9 shop.example\n", "shop.example has no A 192.0.2.7, but 192.0.2.9")]
    [InlineData("192.0.2.9 other.example\n", "there is no name shop.example")]
    public async Task A_wrong_zone_is_rolled_back(string zone, string words)
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() => RestartAsync(zone));
        await trial.VerdictAsync();
        Assert.Contains(words, trial.MustRollBack("reachability"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_is_restarted_is_not()
    {
        await using var trial = Trial();
        await trial.LearnAsync();
        await trial.DeployAsync(() => RestartAsync(Good));
        await trial.LookAsync(4);
        await _dns.StopAsync();
        await trial.LookAsync(2);
        await _dns.ResumeAsync(Good);
        await trial.VerdictAsync();
        trial.MustNotRollBack("reachability");
    }

    private async Task RestartAsync(string zone)
    {
        await _dns.StopAsync();
        await _dns.ResumeAsync(zone);
    }

    private ProbeTrial Trial() => ProbeTrial.Of($$"""
        probes:
          - name: names
            dns: { name: shop.example, expect: [192.0.2.7], server: "127.0.0.1:{{_dns.Port}}", every: 5s }
        """);
}
