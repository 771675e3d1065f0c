using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Bellwether.Integration.Tests.Commands;

namespace Bellwether.Integration.Tests.Api;

/// <summary>The real agent as a process of its own, on a port of the system's choice.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _out;

    private AgentProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _out = process.StandardOutput.ReadToEndAsync();
        Http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int ProcessId => _process.Id;

    /// <summary>Starts one with <c>run</c> and these words, and waits until it listens.</summary>
    public static async Task<AgentProcess> RunAsync(params string[] words)
    {
        var process = BuiltProgram.Start(["run", .. words]);
        using var patience = new CancellationTokenSource(Patience);
        const string Listens = " listens on ";
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            if (line.IndexOf(Listens, StringComparison.Ordinal) is > 0 and var at)
                return new(process, new Uri(line[(at + Listens.Length)..].Split(',')[0]));
        throw new InvalidOperationException($"the agent ended with {process.ExitCode} before it listened");
    }

    public static Task<AgentProcess> ScrapingAsync(string page, string state) =>
        RunAsync("--scrape", page, "--service", "shop", "--state", state, "--listen", "http://127.0.0.1:0");

    public async Task<(int Status, string Body)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Asks it to end, and gives how and after how long it did.</summary>
    public async Task<(int Code, TimeSpan Took)> TerminateAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        BuiltProgram.Signal(_process, PosixSignal.SIGTERM);
        await _process.WaitForExitAsync().WaitAsync(Patience);
        return (_process.ExitCode, TimeProvider.System.GetElapsedTime(began));
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _out;
        _process.Dispose();
    }
}
