using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Bellwether.Testing.Kill;

/// <summary>The real agent as a process.</summary>
internal sealed class AgentProcess : IAsyncDisposable
{
    private const int Terminate = 15;
    private const int MostKept = 40;

    private readonly Process _process;
    private readonly Queue<string> _lines = [];
    private readonly Lock _gate = new();

    private AgentProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>137 for a process that was killed.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it wrote last.</summary>
    public string Output
    {
        get
        {
            lock (_gate) return string.Join('\n', _lines);
        }
    }

    /// <param name="command">Program, then its arguments.</param>
    /// <param name="failpoint">Where it shall kill itself; null for nowhere.</param>
    public static AgentProcess Start(IReadOnlyList<string> command, string? failpoint = null)
    {
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("BELLWETHER_FAILPOINT");
        if (failpoint is not null) start.Environment["BELLWETHER_FAILPOINT"] = failpoint;
        return new AgentProcess(start);
    }

    /// <summary>kill -9.</summary>
    public void Kill()
    {
        if (!_process.HasExited) _process.Kill();
    }

    /// <summary>Asks it to end.</summary>
    public void Stop() => _ = Signal(_process.Id, Terminate);

    /// <returns>Whether it ended within that time.</returns>
    public async Task<bool> EndsWithinAsync(TimeSpan patience, TimeProvider time)
    {
        using var limit = new CancellationTokenSource(patience, time);
        try
        {
            await _process.WaitForExitAsync(limit.Token);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Keep(string? line)
    {
        if (line is null) return;
        lock (_gate)
        {
            _lines.Enqueue(line);
            if (_lines.Count > MostKept) _lines.Dequeue();
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Signal(int process, int signal);
}
