using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Bellwether.Benchmarks.Bus;

/// <summary>The sample client in Python that listens, and when it had what.</summary>
internal sealed class Ear : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task _reading;
    private readonly List<(string Verdict, TimeSpan Delay)> _heard = [];
    private readonly Lock _gate = new();

    private Ear(Process process)
    {
        _process = process;
        _reading = Task.Run(ReadAsync);
    }

    /// <summary>Verdicts, with the time from their decision to the client.</summary>
    public IReadOnlyList<(string Verdict, TimeSpan Delay)> Heard
    {
        get
        {
            lock (_gate) return [.. _heard];
        }
    }

    public static async Task<Ear> StartAsync(BenchBroker broker)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root!.FullName, "Agent.sln"))) root = root.Parent;
        var start = new ProcessStartInfo(
            "/usr/bin/python3",
            ["-u", Path.Combine(root.FullName, "samples/pipeline/bus-client.py"), "listen", "--timeout", "36000"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["BELLWETHER_AMQP"] = broker.Address;
        var process = Process.Start(start)!;
        await process.StandardError.ReadLineAsync();
        return new(process);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        await _reading;
        _process.Dispose();
    }

    private async Task ReadAsync()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            using var message = JsonDocument.Parse(line);
            var verdict = message.RootElement.GetProperty("event").GetProperty("data");
            if (!verdict.TryGetProperty("verdictId", out var id)) continue;
            var received = Instant(message.RootElement.GetProperty("receivedAt"));
            var delay = received - Instant(verdict.GetProperty("decidedAt"));
            lock (_gate) _heard.Add((id.GetString()!, delay));
        }
    }

    private static DateTimeOffset Instant(JsonElement text) =>
        DateTimeOffset.Parse(text.GetString()!, CultureInfo.InvariantCulture);
}
