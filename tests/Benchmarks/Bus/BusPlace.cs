using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Bellwether.Benchmarks.WholeAgent;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.Bus;

/// <summary>An agent with four services whose deployments are judged in seconds.</summary>
internal sealed class BusPlace(string folder, TimeProvider time) : IAsyncDisposable
{
    /// <summary>Services that are deployed side by side.</summary>
    public const int Services = 4;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60), Beat = TimeSpan.FromMilliseconds(50);

    private AgentProcess? _process;
    private HttpClient? _client;

    public int ProcessId => _process!.Id;

    private HttpClient Client => _client!;

    /// <param name="agent">The program.</param>
    /// <param name="target">Port on loopback that its probes look at.</param>
    /// <param name="more">Further lines of its configuration.</param>
    public async Task StartAsync(string agent, int target, string more)
    {
        var port = AgentBenchmark.FreePort();
        _client = new HttpClient
        {
            BaseAddress = new Uri($"http://127.0.0.1:{port}"),
            Timeout = TimeSpan.FromMinutes(5),
        };
        var probe = $"{{ name: app, tcp: {{ host: 127.0.0.1, port: {target}, every: 1s }} }}";
        var services = string.Concat(
            Enumerable.Range(0, Services).Select(i => $"  - {{ name: s{i}, probes: [ {probe} ] }}\n"));
        var file = Path.Combine(folder, "bus.yaml");
        await File.WriteAllTextAsync(file, $"""
            environment: bench
            mode: gate
            listen: http://127.0.0.1:{port}
            state: '{folder}/bus-state'
            services:
            {services}
            policy: {Policy}
            {more}

            """);
        _process = AgentProcess.Start([agent, "run", "--config", file]);
        await UntilAsync("/health/live", _ => true);
    }

    /// <summary>Until the agent says that its bus is there.</summary>
    public Task ConnectedAsync() => UntilAsync("/health/ready", health =>
        health.GetProperty("checks").GetProperty("bus").GetProperty("status").GetString() == "healthy");

    /// <summary>Announces a feature flag: judged on what is there, after the window.</summary>
    public async Task AnnounceAsync(string id, int service)
    {
        using var answer = await Client.PostAsJsonAsync("/v1/deployments", new
        {
            deploymentId = id,
            service = $"s{service}",
            environment = "bench",
            version = id,
            strategy = "feature-flag",
        });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Ends it with a verdict at once, unless it has one.</summary>
    public async Task CancelAsync(string id)
    {
        using var answer = await Client.PostAsJsonAsync($"/v1/deployments/{id}/cancel", new { });
        if (answer.StatusCode != HttpStatusCode.Conflict) answer.EnsureSuccessStatusCode();
    }

    /// <summary>Id of the verdict, and when it was decided.</summary>
    public async Task<(string VerdictId, DateTimeOffset DecidedAt)> VerdictAsync(string id)
    {
        while (true)
        {
            var answer = await Client.GetFromJsonAsync<JsonElement>($"/v1/deployments/{id}/verdict?wait=60s");
            if (answer.GetProperty("verdict") is { ValueKind: JsonValueKind.Object } verdict)
                return (verdict.GetProperty("verdictId").GetString()!,
                    verdict.GetProperty("decidedAt").GetDateTimeOffset());
        }
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        if (_process is null) return;
        _process.Stop();
        await _process.EndsWithinAsync(Patience, time);
        await _process.DisposeAsync();
    }

    private const string Policy = "{ interval: 1s, start-within: 1s, warm-up: 1s, window: 6s, min-watch: 3s, "
        + "deadline: 60s, bake: 0s }";

    private async Task UntilAsync(string path, Func<JsonElement, bool> holds)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                if (holds(await Client.GetFromJsonAsync<JsonElement>(path))) return;
            }
            catch (HttpRequestException) when (!_process!.HasExited)
            {
                // It does not listen yet.
            }

            if (_process!.HasExited || time.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"the agent does not say so at {path}:\n{_process.Output}");
            await Task.Delay(Beat, time);
        }
    }
}
