using System.Text;
using System.Text.Json;
using Bellwether.Integration.Tests.Api;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>A real agent with a real broker, watching an address of the test's choice.</summary>
internal sealed class BusAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Beat = TimeSpan.FromMilliseconds(100);

    private readonly string _folder = Directory.CreateTempSubdirectory("bellwether-bus-").FullName;
    private readonly string _words;
    private AgentProcess? _agent;

    private BusAgent(string words) => _words = words;

    public AgentProcess Process => _agent ?? throw new InvalidOperationException("it is not running");

    public string StateFolder => Path.Combine(_folder, "state");

    /// <param name="broker">The broker; its port is configured whether it is there or not.</param>
    /// <param name="id">The agent's id.</param>
    /// <param name="service">The service it watches.</param>
    /// <param name="target">Base address of the service; null for one where nobody is.</param>
    /// <param name="bus">Further options of the broker.</param>
    public static async Task<BusAgent> StartAsync(
        Broker broker, string id = "host-1", string service = "shop", Uri? target = null, string bus = "")
    {
        var agent = new BusAgent($$"""
            environment: test
            mode: gate
            agent: { id: {{id}} }
            service: {{service}}
            probes:
              - { name: home, http: { url: "{{target ?? new Uri("http://127.0.0.1:9/")}}", every: 1s, timeout: 500ms } }
            policy: { interval: 1s, start-within: 3s, warm-up: 1s, window: 8s, min-watch: 4s, deadline: 60s, bake: 0s }
            bus:
              rabbitmq: { host: 127.0.0.1, username: guest, password: "${BUS}"{{PortOf(broker, bus)}}{{bus}} }

            """);
        await agent.BeginAsync();
        return agent;
    }

    private static string PortOf(Broker broker, string bus) =>
        bus.Contains("port:", StringComparison.Ordinal) ? "" : $", port: {broker.Port}";

    /// <summary>Starts it again on the same state.</summary>
    public async Task BeginAsync()
    {
        var file = Path.Combine(_folder, "agent.yaml");
        await File.WriteAllTextAsync(file, _words + $"state: {StateFolder}\n");
        _agent = await AgentProcess.RunInAsync(
            [("BUS", "guest")], "--config", file, "--listen", "http://127.0.0.1:0");
    }

    public async Task<TimeSpan> EndAsync()
    {
        var (code, took) = await Process.TerminateAsync();
        Assert.Equal(0, code);
        await Process.DisposeAsync();
        _agent = null;
        return took;
    }

    /// <summary>What it says of its bus: healthy, or degraded and why.</summary>
    public async Task<(string Status, string Why)> BusAsync()
    {
        using var answer = await Process.Http.GetAsync(new Uri("/health/ready", UriKind.Relative));
        Assert.True(answer.IsSuccessStatusCode, "without its bus the agent is still ready");
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var bus = body.RootElement.GetProperty("checks").GetProperty("bus");
        return (bus.GetProperty("status").GetString()!,
            bus.TryGetProperty("description", out var why) ? why.GetString()! : "");
    }

    public Task UntilConnectedAsync() => UntilAsync("connected", async () => (await BusAsync()).Status == "healthy");

    public Task UntilAwayAsync() => UntilAsync("away", async () => (await BusAsync()).Status == "degraded");

    /// <summary>State of a deployment; null where it is not known.</summary>
    public async Task<string?> StateAsync(string deployment)
    {
        using var answer = await Process.Http.GetAsync(new Uri($"/v1/deployments/{deployment}", UriKind.Relative));
        if (!answer.IsSuccessStatusCode) return null;
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return body.RootElement.GetProperty("state").GetString();
    }

    public Task UntilStateAsync(string deployment, string state) =>
        UntilAsync($"{deployment} is {state}", async () => await StateAsync(deployment) == state);

    public async Task StartDeploymentAsync(string id, string service = "shop")
    {
        var (status, body) = await Process.PostAsync("/v1/deployments",
            $$"""{"deploymentId":"{{id}}","service":"{{service}}","environment":"test","version":"2"}""");
        Assert.True(status is 200 or 202, body);
    }

    /// <summary>Ends a deployment with a verdict at once.</summary>
    public async Task CancelAsync(string id)
    {
        var (status, body) = await Process.PostAsync($"/v1/deployments/{id}/cancel", "{}");
        Assert.True(status is 200 or 202, body);
    }

    public async Task<string> MetricAsync(string line)
    {
        var page = await Process.Http.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        return page.Split('\n').FirstOrDefault(l => l.StartsWith(line + " ", StringComparison.Ordinal))?.Split(' ')[1]
            ?? "";
    }

    public static async Task UntilAsync(string what, Func<Task<bool>> holds)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!await holds())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"not within a minute: {what}");
            await Task.Delay(Beat, TimeProvider.System);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_agent is not null) await _agent.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>An announcement as a pipeline writes it.</summary>
    public static byte[] Event(string kind, string id, string message)
    {
        var type = $"bellwether.{kind}.v1";
        return Encoding.UTF8.GetBytes(
            $$"""{"specversion":"1.0","id":"{{id}}","source":"/test","type":"{{type}}","data":{{message}}}""");
    }
}
