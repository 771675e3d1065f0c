using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Bellwether.Integration.Tests.Image;

/// <summary>The agent of the image, running as in a container; ended with the test.</summary>
internal sealed class ContainedAgent : IAsyncDisposable
{
    private const string Listens = " listens on ";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;

    private ContainedAgent(Process process, Uri address)
    {
        _process = process;
        Http = new HttpClient { BaseAddress = address };
    }

    public HttpClient Http { get; }

    /// <summary>The agent itself, below the processes that set up its mounts.</summary>
    public int ProcessId { get; private set; }

    public static async Task<ContainedAgent> RunAsync(ProcessStartInfo start)
    {
        var process = Process.Start(start)!;
        var heard = new List<string>();
        using var patience = new CancellationTokenSource(s_patience);
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
        {
            heard.Add(line);
            if (line.IndexOf(Listens, StringComparison.Ordinal) is not (> 0 and var at)) continue;
            var agent = new ContainedAgent(process, new Uri(line[(at + Listens.Length)..].Split(',')[0]));
            agent.ProcessId = Below(process.Id);
            return agent;
        }

        throw new InvalidOperationException($"it ended before it listened: {string.Join('\n', heard)}");
    }

    public async Task<JsonNode> GetAsync(string path) =>
        (await Http.GetFromJsonAsync<JsonNode>(new Uri(path, UriKind.Relative)))!;

    public async Task PostAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>What the kernel says of the agent, by name.</summary>
    public string Status(string name) => File.ReadAllLines($"/proc/{ProcessId}/status")
        .Single(line => line.StartsWith($"{name}:", StringComparison.Ordinal))[(name.Length + 1)..].Trim();

    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{ProcessId}"]);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        // The kernel ends what runs in a namespace of processes with its first one.
        if (!_process.HasExited) _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private static int Below(int process)
    {
        var child = File.ReadAllText($"/proc/{process}/task/{process}/children").Trim();
        return child.Length == 0 ? process : Below(int.Parse(child.Split(' ')[0]));
    }
}
