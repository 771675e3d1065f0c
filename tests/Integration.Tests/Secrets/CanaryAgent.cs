using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Bellwether.Integration.Tests.Commands;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Secrets;

/// <summary>The real agent with a configuration, everything that it writes kept.</summary>
internal sealed class CanaryAgent : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Process _process;
    private readonly StringBuilder _written = new();
    private readonly TaskCompletionSource<Uri> _listens = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CanaryAgent(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public static async Task<(CanaryAgent Agent, Uri Address)> StartAsync(
        string configuration, IReadOnlyDictionary<string, string> variables)
    {
        var start = new ProcessStartInfo(BuiltProgram.Dotnet)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var word in new[] { BuiltProgram.Assembly, "run", "--config", configuration })
            start.ArgumentList.Add(word);
        foreach (var (name, value) in variables) start.Environment[name] = value;
        var agent = new CanaryAgent(Process.Start(start)!);
        await Beginning.OrEndAsync(
            () => agent._listens.Task.WaitAsync(Patience), () => agent.DisposeAsync().AsTask());
        return (agent, await agent._listens.Task);
    }

    /// <summary>Everything written so far.</summary>
    public string Written
    {
        get
        {
            lock (_written) return _written.ToString();
        }
    }

    /// <summary>What everybody on the host sees of the process.</summary>
    public string CommandLine => File.ReadAllText($"/proc/{_process.Id}/cmdline");

    public async Task EndAsync()
    {
        BuiltProgram.Signal(_process, PosixSignal.SIGTERM);
        await _process.WaitForExitAsync().WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Write(string? line)
    {
        if (line is null) return;
        lock (_written) _written.AppendLine(line);
        const string Listens = " listens on ";
        if (line.IndexOf(Listens, StringComparison.Ordinal) is > 0 and var at)
            _listens.TrySetResult(new Uri(line[(at + Listens.Length)..].Split(',')[0]));
    }
}
