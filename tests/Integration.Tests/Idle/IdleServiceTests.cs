using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Idle;

/// <summary>A real service that nobody but the agent itself asks.</summary>
public sealed class IdleServiceTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(110);

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-idle-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task An_idle_service_is_too_little_traffic_and_never_promoted_on_our_own_looks()
    {
        using var patience = new CancellationTokenSource(Patience);
        await using var shop = await ShopProcess.ServeAsync();
        var file = Path.Combine(_folder, "idle.yaml");
        await File.WriteAllTextAsync(file, Configuration(shop.Url), patience.Token);
        await using var agent = await AgentProcess.RunAsync("--config", file, "--listen", "http://127.0.0.1:0");

        // Long enough that nothing but the traffic is missing.
        while (!await HasHistoryAsync(agent, patience.Token))
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, patience.Token);
        await agent.PostAsync("/v1/deployments", """
            {"deploymentId":"idle-2","service":"shop","environment":"test","version":"2","strategy":"feature-flag"}
            """);
        var answer = await agent.Http.GetStringAsync(
            new Uri("/v1/deployments/idle-2/verdict?wait=60s", UriKind.Relative), patience.Token);
        using var verdict = JsonDocument.Parse(answer);
        Assert.Equal("inconclusive", verdict.RootElement.GetProperty("decision").GetString());
        Assert.Equal("too-little-traffic", verdict.RootElement.GetProperty("cause").GetString());
    }

    private static async Task<bool> HasHistoryAsync(AgentProcess agent, CancellationToken stopping)
    {
        using var signals = JsonDocument.Parse(
            await agent.Http.GetStringAsync(new Uri("/v1/signals", UriKind.Relative), stopping));
        return signals.RootElement.EnumerateArray().Any(signal =>
            signal.GetProperty("signal").GetString() == "app.errors"
            && signal.GetProperty("historyPoints").GetInt32() >= 61);
    }

    private string Configuration(Uri shop) => $$"""
        environment: test
        mode: gate
        service: shop
        state: {{Path.Combine(_folder, "state")}}
        probes:
          - { name: app, scrape: { targets: [ { url: "{{new Uri(shop, "/metrics")}}" } ], every: 1s, timeout: 500ms } }
          - { name: home, http: { url: "{{shop}}", every: 1s, timeout: 500ms } }
        policy: { interval: 1s, start-within: 5s, warm-up: 3s, window: 12s, min-watch: 6s, deadline: 60s }

        """;
}
