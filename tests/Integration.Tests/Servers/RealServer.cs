using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Bellwether.Integration.Tests.Servers;

/// <summary>A real program that runs for one test and ends with it, its children too.</summary>
internal sealed class RealServer : IAsyncDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly LastLines _output = new();
    private bool _isGone;

    private RealServer(RealServerPlan plan)
    {
        var start = new ProcessStartInfo(Find(plan.Program), plan.Arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in plan.Environment)
            start.Environment[name] = value;
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => _output.Add(line.Data);
        _process.ErrorDataReceived += (_, line) => _output.Add(line.Data);
        _ = _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int ProcessId => _process.Id;

    /// <summary>What the program wrote last.</summary>
    public string Output => _output.ToString();

    /// <summary>Starts the program and waits until its port answers; the test fails where it does not.</summary>
    public static async Task<RealServer> StartAsync(RealServerPlan plan)
    {
        var server = new RealServer(plan);
        try
        {
            await server.UntilReadyAsync(plan);
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_isGone) return;
        _isGone = true;
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private async Task UntilReadyAsync(RealServerPlan plan)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (!await AnswersAsync(plan.ReadyPort))
        {
            if (_process.HasExited)
                Assert.Fail($"{plan.Program} ended with {_process.ExitCode} before it was ready:\n{Output}");
            if (TimeProvider.System.GetElapsedTime(start) > plan.Patience)
                Assert.Fail($"{plan.Program} was not ready within {plan.Patience.TotalSeconds} s:\n{Output}");
            await Task.Delay(Between, TimeProvider.System);
        }
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static string Find(string program)
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Append("/usr/sbin");
        var found = folders.Select(f => Path.Combine(f, program)).FirstOrDefault(File.Exists);
        if (found is null)
            Assert.Fail($"{program} is not on this machine: "
                + "run eng/test, it installs what the tests need (eng/debian-packages).");
        return found;
    }
}
