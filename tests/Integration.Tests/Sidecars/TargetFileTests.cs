using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Sidecars;

/// <summary>A stand-alone agent that follows a file of targets while real services come and go.</summary>
public sealed class TargetFileTests : IAsyncLifetime, IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-targets-").FullName;
    private readonly int[] _ports = FreePorts.Take(5);
    private readonly Dictionary<int, ShopPod> _shops = [];
    private readonly CancellationTokenSource _patience = new(Patience);
    private AgentProcess _agent = null!;

    private string Targets => Path.Combine(_folder, "targets.json");

    public Task InitializeAsync() => Beginning.OrEndAsync(BeginAsync, DisposeAsync);

    private async Task BeginAsync()
    {
        for (var i = 0; i < 3; i++) _shops[i] = await ShopPod.RunAsync(_ports[i], "1.0");
        await ListAsync("1.0");
        var file = Path.Combine(_folder, "agent.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: test
            mode: gate
            service: shop
            state: {{Path.Combine(_folder, "state")}}
            probes:
              - name: app
                scrape: { targets-from: { file: "{{Targets}}", every: 1s }, every: 1s, timeout: 500ms }
            policy: { interval: 1s, start-within: 5s, warm-up: 3s, window: 28s, min-watch: 8s, deadline: 60s, bake: 0s }

            """);
        _agent = await AgentProcess.RunAsync("--config", file, "--listen", "http://127.0.0.1:0");
        while (await PointsAsync() < 61)
            await Task.Delay(TimeSpan.FromSeconds(1), TimeProvider.System, _patience.Token);
    }

    public async Task DisposeAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        foreach (var shop in _shops.Values) await shop.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task A_slow_version_that_the_list_names_is_rolled_back_on_its_instance()
    {
        await AnnounceAsync("shop-2");
        await ReplaceAsync(2, 3, "2.0", "--slow", "1.8");

        var verdict = await VerdictAsync("shop-2");
        Assert.Equal("rollback", verdict.GetProperty("decision").GetString());
        Assert.Equal([$"127.0.0.1:{_ports[3]}"], verdict.GetProperty("verdict").GetProperty("instances")
            .EnumerateArray().Select(instance => instance.GetString()));
    }

    [Fact]
    public async Task A_version_that_is_well_is_promoted_and_a_broken_list_is_no_failure()
    {
        await AnnounceAsync("shop-2");
        await ReplaceAsync(2, 3, "2.0");
        await File.WriteAllTextAsync(Targets, "- targets: [", _patience.Token);
        await _agent.LoggedAsync("cannot be had");
        await ReplaceAsync(1, 4, "2.0");

        Assert.Equal("promote", (await VerdictAsync("shop-2")).GetProperty("decision").GetString());
    }

    /// <summary>Another instance comes, is listed in place of the old one, and that ends.</summary>
    private async Task ReplaceAsync(int old, int next, string version, params string[] options)
    {
        _shops[next] = await ShopPod.RunAsync(_ports[next], version, options);
        var ended = _shops[old];
        _shops.Remove(old);
        await ListAsync(version, from: 3);
        await Task.Delay(TimeSpan.FromSeconds(2), TimeProvider.System, _patience.Token);
        await ended.DisposeAsync();
    }

    private Task ListAsync(string version, int from = 0) => File.WriteAllTextAsync(Targets, JsonSerializer.Serialize(
        _shops.Select(shop => new
        {
            targets = new[] { $"127.0.0.1:{shop.Value.Port}" },
            labels = new { version = shop.Key >= from ? version : "1.0" },
        })), _patience.Token);

    private async Task AnnounceAsync(string id)
    {
        var (status, body) = await _agent.PostAsync("/v1/deployments", $$"""
            {
              "deploymentId": "{{id}}", "service": "shop", "environment": "test", "version": "2.0",
              "previousVersion": "1.0", "strategy": "rolling"
            }
            """);
        Assert.True(status == 202, body);
    }

    private async Task<JsonElement> VerdictAsync(string id)
    {
        using var answer = JsonDocument.Parse(await _agent.Http.GetStringAsync(
            new Uri($"/v1/deployments/{id}/verdict?wait=80s", UriKind.Relative), _patience.Token));
        return answer.RootElement.Clone();
    }

    private async Task<int> PointsAsync()
    {
        using var signals = JsonDocument.Parse(
            await _agent.Http.GetStringAsync(new Uri("/v1/signals", UriKind.Relative), _patience.Token));
        return signals.RootElement.EnumerateArray()
            .Where(signal => signal.GetProperty("signal").GetString() == "app.errors")
            .Select(signal => signal.GetProperty("historyPoints").GetInt32()).FirstOrDefault();
    }
}
