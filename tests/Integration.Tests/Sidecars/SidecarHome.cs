using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Sidecars;

/// <summary>A home without looks of its own, and three real services with a real sidecar each.</summary>
internal sealed class SidecarHome : IAsyncDisposable
{
    private const string Token = "a-token-of-thirty-two-characters";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-sidecar-").FullName;
    private readonly int[] _ports = FreePorts.Take(5);
    private readonly CancellationTokenSource _patience = new(Patience);

    /// <summary>The home; null while it is away.</summary>
    private AgentProcess? _home;

    public AgentProcess Home => _home ?? throw new InvalidOperationException("the home is away");

    /// <summary>In the order in which they came; the port of a fourth is free.</summary>
    public List<ShopPod> Shops { get; } = [];

    public Dictionary<string, AgentProcess> Sidecars { get; } = [];

    public int FreePort => _ports[3];

    /// <summary>One that knows what is normal.</summary>
    public static async Task<SidecarHome> LearnedAsync()
    {
        var home = new SidecarHome();
        await Beginning.OrEndAsync(home.LearnAsync, () => home.DisposeAsync().AsTask());
        return home;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var sidecar in Sidecars.Values) await sidecar.DisposeAsync();
        foreach (var shop in Shops) await shop.DisposeAsync();
        if (_home is not null) await _home.DisposeAsync();
        _patience.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The home ends, is away for a while, and comes back on its state.</summary>
    public async Task RestartAsync(int seconds)
    {
        await Home.TerminateAsync();
        await Home.DisposeAsync();
        _home = null;
        await PauseAsync(seconds);
        _home = await HomeAsync();
    }

    public async Task AddSidecarAsync(string name, ShopPod shop)
    {
        var file = Path.Combine(_folder, $"{name}.yaml");
        await File.WriteAllTextAsync(file, $$"""
            environment: test
            mode: observe
            service: shop
            listen: http://127.0.0.1:0
            agent: { id: {{name}} }
            probes:
              - { name: app, scrape: { url: "{{shop.Page}}", every: 1s, timeout: 500ms } }
            sidecar: { home: "http://127.0.0.1:{{_ports[4]}}", token: "${file:{{PathOf("points")}}}" }

            """);
        Sidecars[name] = await AgentProcess.RunAsync("--config", file);
    }

    public async Task AnnounceAsync(string id, string version)
    {
        var (status, body) = await Home.PostAsync("/v1/deployments", $$"""
            {
              "deploymentId": "{{id}}", "service": "shop", "environment": "test", "version": "{{version}}",
              "previousVersion": "1.0", "strategy": "rolling"
            }
            """);
        Assert.True(status == 202, body);
    }

    public async Task<JsonElement> VerdictAsync(string id)
    {
        using var answer = JsonDocument.Parse(await Home.Http.GetStringAsync(
            new Uri($"/v1/deployments/{id}/verdict?wait=90s", UriKind.Relative), _patience.Token));
        return answer.RootElement.Clone();
    }

    public async Task<string> StateAsync(string id)
    {
        using var status = JsonDocument.Parse(await Home.Http.GetStringAsync(
            new Uri($"/v1/deployments/{id}", UriKind.Relative), _patience.Token));
        return Word(status.RootElement, "state");
    }

    public Task PauseAsync(int seconds = 1) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, _patience.Token);

    public static string Word(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";

    private async Task LearnAsync()
    {
        await File.WriteAllTextAsync(PathOf("points"), Token);
        await File.WriteAllTextAsync(PathOf("tests"), $"{Token}-of-the-tests");
        _home = await HomeAsync();
        for (var i = 0; i < 3; i++)
        {
            Shops.Add(await ShopPod.RunAsync(_ports[i], "1.0"));
            await AddSidecarAsync($"pod-{i}", Shops[i]);
        }

        while (await PointsAsync("app.errors") < 61) await PauseAsync();
    }

    private Task<AgentProcess> HomeAsync()
    {
        var file = Path.Combine(_folder, "home.yaml");
        File.WriteAllText(file, $$"""
            environment: test
            mode: gate
            service: shop
            state: {{Path.Combine(_folder, "state")}}
            listen: http://127.0.0.1:{{_ports[4]}}
            access:
              tokens:
                - { name: sidecars, token: "${file:{{PathOf("points")}}}", roles: [points] }
                - { name: tests, token: "${file:{{PathOf("tests")}}}", roles: [read, announce] }
            probes:
              - name: app
                looked-at-by: sidecars
                scrape: { url: "http://127.0.0.1:1/metrics", every: 1s, timeout: 500ms }
            policy:
              { interval: 1s, start-within: 5s, warm-up: 3s, window: 24s, min-watch: 16s, deadline: 80s, bake: 0s }

            """);
        return WithTokenAsync(AgentProcess.RunAsync("--config", file));
    }

    private static async Task<AgentProcess> WithTokenAsync(Task<AgentProcess> starting)
    {
        var agent = await starting;
        agent.Http.DefaultRequestHeaders.Authorization = new("Bearer", $"{Token}-of-the-tests");
        return agent;
    }

    private async Task<int> PointsAsync(string name)
    {
        using var signals = JsonDocument.Parse(
            await Home.Http.GetStringAsync(new Uri("/v1/signals", UriKind.Relative), _patience.Token));
        return signals.RootElement.EnumerateArray().Where(signal => Word(signal, "signal") == name)
            .Select(signal => signal.GetProperty("historyPoints").GetInt32()).FirstOrDefault();
    }

    private string PathOf(string name) => Path.Combine(_folder, name);
}
