using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Api;

/// <summary>The real agent as a process of its own, on a port of the system's choice.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly Task<string> _out;
    private readonly Task _logging;

    private AgentProcess(Process process, Uri address)
    {
        (_process, Address) = (process, address);
        _out = process.StandardOutput.ReadToEndAsync();
        _logging = LogAsync();
        Http = new HttpClient { BaseAddress = address };
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public int ProcessId => _process.Id;

    /// <summary>What it logged since it listened, oldest line first.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    /// <summary>Starts one with <c>run</c> and these words, and waits until it listens.</summary>
    public static Task<AgentProcess> RunAsync(params string[] words) => RunInAsync([], words);

    /// <summary>The same with variables in its environment.</summary>
    public static Task<AgentProcess> RunInAsync((string Name, string Value)[] variables, params string[] words) =>
        RunWithinAsync(Patience, variables, words);

    /// <summary>The same where it does not have the usual time.</summary>
    public static async Task<AgentProcess> RunWithinAsync(
        TimeSpan limit, (string Name, string Value)[] variables, params string[] words)
    {
        var process = BuiltProgram.StartIn(variables, ["run", .. words]);
        AgentProcess? agent = null;
        await Beginning.OrEndAsync(async () => agent = await ListeningAsync(process, limit), async () =>
        {
            if (!process.HasExited) process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        });
        return agent!;
    }

    /// <summary>Has it read its configuration again.</summary>
    public void HangUp() => BuiltProgram.Signal(_process, PosixSignal.SIGHUP);

    /// <summary>Waits until it has logged a line with these words.</summary>
    public async Task<string> LoggedAsync(string words)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if (Log.FirstOrDefault(line => line.Contains(words, StringComparison.Ordinal)) is { } found) return found;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, patience.Token);
        }
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
        await _logging;
        _process.Dispose();
    }

    private static async Task<AgentProcess> ListeningAsync(Process process, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        const string Listens = " listens on ";
        var said = new StringBuilder();
        while (await process.StandardError.ReadLineAsync(patience.Token) is { } line)
            if (line.IndexOf(Listens, StringComparison.Ordinal) is > 0 and var at)
                return new(process, new Uri(line[(at + Listens.Length)..].Split(',')[0]));
            else
                said.AppendLine(line);
        await process.WaitForExitAsync(patience.Token);
        throw new InvalidOperationException($"the agent ended with {process.ExitCode} before it listened: {said}");
    }

    // A pipe that nobody reads would hold up whoever writes.
    private async Task LogAsync()
    {
        while (await _process.StandardError.ReadLineAsync() is { } line) Log.Enqueue(line);
    }
}
