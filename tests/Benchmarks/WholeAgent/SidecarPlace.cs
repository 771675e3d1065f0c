using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.WholeAgent;

/// <summary>A sidecar that is measured, and the home that it reports to.</summary>
internal sealed class SidecarPlace(string agent, string folder, Surroundings around)
{
    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly int _home = AgentBenchmark.FreePort();
    private readonly int _sidecar = AgentBenchmark.FreePort();

    public async Task<AgentProcess> StartHomeAsync()
    {
        Directory.CreateDirectory(folder);
        return await RunAsync("home", _home, $"""
            state: '{folder}/state'
            probes: [ {Probe(", looked-at-by: sidecars")} ]
            policy: {"{ interval: 15s }"}
            """);
    }

    public Task<AgentProcess> StartAsync() => RunAsync("sidecar", _sidecar, $"""
        probes: [ {Probe("")} ]
        agent: {"{ id: pod-1 }"}
        sidecar: {"{"} home: 'http://127.0.0.1:{_home}' {"}"}
        """);

    private string Probe(string more) =>
        $"{"{"} name: app{more}, scrape: {"{"} url: '{around.Address}/0/metrics', every: 5s {"} }"}";

    private async Task<AgentProcess> RunAsync(string name, int port, string parts)
    {
        var file = Path.Combine(folder, $"{name}.yaml");
        await File.WriteAllTextAsync(
            file, $"environment: bench\nmode: gate\nservice: shop\nlisten: http://127.0.0.1:{port}\n{parts}\n");
        var process = AgentProcess.Start([agent, "run", "--config", file]);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        var began = Time.GetTimestamp();
        while (!await IsLiveAsync(client))
        {
            if (process.HasExited || Time.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"the {name} does not answer:\n{process.Output}");
            await AgentBenchmark.BeatAsync();
        }

        return process;
    }

    private static async Task<bool> IsLiveAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri("/health/live", UriKind.Relative));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
