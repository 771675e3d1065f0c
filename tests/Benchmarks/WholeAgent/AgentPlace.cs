using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Bellwether.Testing.Kill;

namespace Bellwether.Benchmarks.WholeAgent;

/// <summary>Where the agent that is measured runs: its folder, its port, and what it looks at.</summary>
internal sealed class AgentPlace(string agent, string folder, int port, Surroundings around) : IDisposable
{
    public const string Idle = """
            - name: port
              tcp: { host: 127.0.0.1, port: $PORT, every: 60s }
        policy: { interval: 60s, window: 20m }
        """;

    public const string Busy = """
            - name: app
              scrape: { url: '$AROUND/0/metrics', every: 1s }
            - name: page
              http: { url: '$AROUND/0/metrics', every: 1s }
            - name: page-too
              http: { url: '$AROUND/0/metrics', every: 1s }
            - name: port
              tcp: { host: 127.0.0.1, port: $PORT, every: 1s }
            - name: box
              host: { every: 1s }
        policy: { interval: 1s, start-within: 5s, warm-up: 5s, window: 10m, min-watch: 10m }
        """;

    private static readonly TimeProvider Time = TimeProvider.System;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _client = new()
    {
        BaseAddress = new Uri($"http://127.0.0.1:{port}"),
        Timeout = Patience,
    };

    /// <summary>Further lines of the configuration, such as a bus; none by default.</summary>
    public string More { get; init; } = "";

    private string File => Path.Combine(folder, "bellwether.yaml");

    public AgentPlace Write(string probes)
    {
        Directory.CreateDirectory(folder);
        var text = $"""
            environment: bench
            mode: gate
            listen: http://127.0.0.1:{port}
            state: '{folder}/state'
            service: shop
            probes:
            {probes.Replace("$AROUND", around.Address, StringComparison.Ordinal)
                .Replace("$PORT", $"{new Uri(around.Address).Port}", StringComparison.Ordinal)}
            {More}

            """;
        System.IO.File.WriteAllText(File, text);
        return this;
    }

    public AgentProcess Start() => AgentProcess.Start([agent, "run", "--config", File]);

    /// <summary>From the start of the process until its port takes a connection; then it is ended.</summary>
    public Task<TimeSpan> ListeningAsync() => StartedAsync(process => UntilAsync(process, IsListeningAsync));

    /// <summary>From the start of the process until it says that it is well; then it is ended.</summary>
    public Task<TimeSpan> AnsweringAsync() => StartedAsync(AnswersAsync);

    /// <exception cref="InvalidOperationException">It ended, or did not answer in time.</exception>
    public Task AnswersAsync(AgentProcess process) => UntilAsync(process, IsLiveAsync);

    public async Task AnnounceAsync()
    {
        using var talk = new AgentTalk($"{_client.BaseAddress}", Time);
        var start = new JsonObject
        {
            ["deploymentId"] = "shop-2",
            ["service"] = "shop",
            ["environment"] = "bench",
            ["version"] = "2",
        };
        if (await talk.PostAsync("/v1/deployments", start, CancellationToken.None) != HttpStatusCode.Accepted)
            throw new InvalidOperationException("the deployment was not accepted");
        around.Pages[0].Swap(LanePage.Healthy);
    }

    public async Task MustBeWatchingAsync()
    {
        using var talk = new AgentTalk($"{_client.BaseAddress}", Time);
        var state = (await talk.GetAsync("/v1/deployments/shop-2", CancellationToken.None))?.Body.GetProperty("state");
        if (state?.GetString() != "watching")
            throw new InvalidOperationException($"the watch is not open any more: {state}");
    }

    public void Dispose() => _client.Dispose();

    private async Task<TimeSpan> StartedAsync(Func<AgentProcess, Task> ready)
    {
        Write(Busy);
        var began = Time.GetTimestamp();
        await using var process = Start();
        await ready(process);
        var took = Time.GetElapsedTime(began);
        process.Stop();
        await process.EndsWithinAsync(Patience, Time);
        return took;
    }

    private static async Task UntilAsync(AgentProcess process, Func<Task<bool>> ready)
    {
        var began = Time.GetTimestamp();
        while (!await ready())
        {
            if (process.HasExited || Time.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException($"the agent does not answer:\n{process.Output}");
            await AgentBenchmark.BeatAsync();
        }
    }

    private async Task<bool> IsListeningAsync()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task<bool> IsLiveAsync()
    {
        try
        {
            using var answer = await _client.GetAsync("/health/live");
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
