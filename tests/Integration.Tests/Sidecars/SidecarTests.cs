using System.Text.Json;
using Bellwether.Integration.Tests.Api;
using Bellwether.Integration.Tests.Servers;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Sidecars;

/// <summary>A home without looks of its own, and real services with a real sidecar each.</summary>
public sealed class SidecarTests : IAsyncLifetime, IDisposable
{
    private const string Token = "a-token-of-thirty-two-characters";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(240);

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-sidecar-").FullName;
    private readonly int[] _ports = FreePorts.Take(5);
    private readonly List<ShopPod> _shops = [];
    private readonly Dictionary<string, AgentProcess> _sidecars = [];
    private readonly CancellationTokenSource _patience = new(Patience);
    private AgentProcess _home = null!;

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(PathOf("points"), Token);
        await File.WriteAllTextAsync(PathOf("tests"), $"{Token}-of-the-tests");
        _home = await HomeAsync();
        for (var i = 0; i < 3; i++)
        {
            _shops.Add(await ShopPod.RunAsync(_ports[i], "1.0"));
            _sidecars[$"pod-{i}"] = await SidecarAsync($"pod-{i}", _shops[i]);
        }

        while (await PointsAsync("app.errors") < 61) await PauseAsync();
    }

    public async Task DisposeAsync()
    {
        foreach (var sidecar in _sidecars.Values) await sidecar.DisposeAsync();
        foreach (var shop in _shops) await shop.DisposeAsync();
        await _home.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    public void Dispose() => _patience.Dispose();

    [Fact]
    public async Task A_slow_version_in_one_pod_is_rolled_back_by_the_home_on_that_pod()
    {
        await AnnounceAsync("shop-2", "2.0");
        Assert.Equal(0, (await _sidecars["pod-2"].TerminateAsync()).Code);
        await _shops[2].DisposeAsync();
        var next = await ShopPod.RunAsync(_ports[3], "2.0", "--slow", "1.8");
        _shops.Add(next);
        _sidecars["pod-3"] = await SidecarAsync("pod-3", next);

        var verdict = await VerdictAsync("shop-2");
        Assert.Equal("rollback", Word(verdict, "decision"));
        Assert.Equal(["pod-3"], verdict.GetProperty("verdict").GetProperty("instances").EnumerateArray()
            .Select(instance => instance.GetString()));
        Assert.Contains("took longer than", Word(verdict, "summary"), StringComparison.Ordinal);

        var (status, body) = await _sidecars["pod-0"].PostAsync("/v1/deployments", "{}");
        Assert.Equal(421, status);
        Assert.Contains($"{_home.Address}", body, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK,
            (await _sidecars["pod-0"].Http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_restart_of_the_same_version_is_no_rollback_also_when_the_home_is_restarted_in_mid_watch()
    {
        await AnnounceAsync("shop-1b", "1.0");
        await _shops[1].ReplaceAsync("1.0");
        await PauseAsync(4);
        await _home.TerminateAsync();
        await _home.DisposeAsync();
        await PauseAsync(2);
        _home = await HomeAsync();

        // How much of the traffic a busy machine could count decides between a promote and what it could not exclude.
        var verdict = await VerdictAsync("shop-1b");
        Assert.NotEqual("rollback", Word(verdict, "decision"));
        Assert.True(Word(verdict, "cause") is "" or "not-excluded" or "too-little-traffic", Word(verdict, "summary"));
        var errors = verdict.GetProperty("verdict").GetProperty("evidence").EnumerateArray()
            .Single(evidence => Word(evidence, "rule") == "errors");
        Assert.True(errors.GetProperty("observed").GetProperty("requests").GetInt64() > 0);
    }

    [Fact]
    public async Task Where_the_sidecars_fall_silent_there_is_no_data_and_no_rollback()
    {
        await AnnounceAsync("shop-3", "3.0");
        await _shops[0].ReplaceAsync("3.0");
        while (await StateAsync("shop-3") != "watching") await PauseAsync();
        await Task.WhenAll(_sidecars.Values.Select(sidecar => sidecar.DisposeAsync().AsTask()));
        _sidecars.Clear();

        var verdict = await VerdictAsync("shop-3");
        Assert.True(("inconclusive", "no-data") == (Word(verdict, "decision"), Word(verdict, "cause")),
            Word(verdict, "summary"));
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

    private async Task<AgentProcess> SidecarAsync(string name, ShopPod shop)
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
        return await AgentProcess.RunAsync("--config", file);
    }

    private static async Task<AgentProcess> WithTokenAsync(Task<AgentProcess> starting)
    {
        var agent = await starting;
        agent.Http.DefaultRequestHeaders.Authorization = new("Bearer", $"{Token}-of-the-tests");
        return agent;
    }

    private async Task AnnounceAsync(string id, string version)
    {
        var (status, body) = await _home.PostAsync("/v1/deployments", $$"""
            {
              "deploymentId": "{{id}}", "service": "shop", "environment": "test", "version": "{{version}}",
              "previousVersion": "1.0", "strategy": "rolling"
            }
            """);
        Assert.True(status == 202, body);
    }

    private async Task<JsonElement> VerdictAsync(string id)
    {
        using var answer = JsonDocument.Parse(await _home.Http.GetStringAsync(
            new Uri($"/v1/deployments/{id}/verdict?wait=90s", UriKind.Relative), _patience.Token));
        return answer.RootElement.Clone();
    }

    private async Task<string> StateAsync(string id)
    {
        using var status = JsonDocument.Parse(await _home.Http.GetStringAsync(
            new Uri($"/v1/deployments/{id}", UriKind.Relative), _patience.Token));
        return Word(status.RootElement, "state");
    }

    private async Task<int> PointsAsync(string name)
    {
        using var signals = JsonDocument.Parse(
            await _home.Http.GetStringAsync(new Uri("/v1/signals", UriKind.Relative), _patience.Token));
        return signals.RootElement.EnumerateArray().Where(signal => Word(signal, "signal") == name)
            .Select(signal => signal.GetProperty("historyPoints").GetInt32()).FirstOrDefault();
    }

    private string PathOf(string name) => Path.Combine(_folder, name);

    private Task PauseAsync(int seconds = 1) =>
        Task.Delay(TimeSpan.FromSeconds(seconds), TimeProvider.System, _patience.Token);

    private static string Word(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
