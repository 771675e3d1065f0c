using System.Diagnostics;
using Bellwether.Integration.Tests.Shop;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>The sample client in Python, as a user runs it.</summary>
internal sealed class PythonClient : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _errors;

    private PythonClient(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    public StreamReader Lines => _process.StandardOutput;

    public static PythonClient Start(Broker broker, params string[] words)
    {
        var start = new ProcessStartInfo("/usr/bin/python3")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(Path.Combine(ShopProcess.Repository(), "samples/pipeline/bus-client.py"));
        foreach (var word in words) start.ArgumentList.Add(word);
        start.Environment["BELLWETHER_AMQP"] = broker.Address;
        return new(Process.Start(start)!);
    }

    /// <summary>Runs to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        Broker broker, params string[] words)
    {
        await using var client = Start(broker, words);
        return await client.EndAsync();
    }

    public async Task<(int ExitCode, string Output, string Errors)> EndAsync()
    {
        var output = Lines.ReadToEndAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(2));
        return (_process.ExitCode, await output, await _errors);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
