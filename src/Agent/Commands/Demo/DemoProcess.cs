using System.ComponentModel;
using System.Diagnostics;

namespace Bellwether.Agent.Commands.Demo;

/// <summary>A program of the story, in a session of its own: all of it is ended by us and by nobody else.</summary>
/// <remarks>Ctrl-C in the terminal reaches only the demo, which then ends its programs in order.</remarks>
internal sealed class DemoProcess : IAsyncDisposable
{
    /// <summary>Time between being asked to end and being ended. More than the pipeline gives the service.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Lock _turn = new();
    private readonly Action<string> _heard;
    private readonly Task _read;
    private readonly TimeProvider _time;

    private DemoProcess(Process process, DemoCommand command, TimeProvider time)
    {
        _process = process;
        Name = command.Name;
        _heard = command.Heard;
        _time = time;
        _log = new StreamWriter(command.Log, append: true) { AutoFlush = true };
        _read = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    public string Name { get; }

    public bool HasEnded => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    /// <exception cref="CommandFailedException">It cannot be started.</exception>
    public static DemoProcess Start(DemoCommand command, TimeProvider time)
    {
        var start = new ProcessStartInfo("setsid")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Path.GetDirectoryName(command.Log),
        };
        start.ArgumentList.Add(command.Program);
        foreach (var word in command.Words) start.ArgumentList.Add(word);
        foreach (var (name, value) in command.Environment) start.Environment[name] = value;
        try
        {
            var process = Process.Start(start)!;
            process.StandardInput.Close();
            return new(process, command, time);
        }
        catch (Win32Exception e)
        {
            throw new CommandFailedException($"{command.Program} cannot be started by setsid: {e.Message}", e);
        }
    }

    /// <summary>Its exit code, once it has ended and all its words are read.</summary>
    public async Task<int> EndedAsync(CancellationToken stopping)
    {
        await _process.WaitForExitAsync(stopping);
        await _read.WaitAsync(stopping);
        return _process.ExitCode;
    }

    /// <summary>Ends it and whatever it started in its session.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) await EndAsync();
        await _read;
        await _log.DisposeAsync();
        _process.Dispose();
    }

    private async Task EndAsync()
    {
        ProcessSignal.TerminateGroup(_process.Id);
        try
        {
            await _process.WaitForExitAsync().WaitAsync(Patience, _time);
        }
        catch (TimeoutException)
        {
            ProcessSignal.KillGroup(_process.Id);
            await _process.WaitForExitAsync();
        }
    }

    private async Task ReadAsync(StreamReader words)
    {
        while (await words.ReadLineAsync() is { } line)
        {
            lock (_turn) _log.WriteLine(line);
            _heard(line);
        }
    }
}
