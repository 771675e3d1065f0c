using System.Net;
using System.Net.Sockets;
using Bellwether.Benchmarks.Recording;
using Bellwether.Benchmarks.Recording.Programs;
using Bellwether.Benchmarks.WholeAgent;

namespace Bellwether.Benchmarks.Bus;

/// <summary>A real broker that can go and come back with what it had.</summary>
internal sealed class BenchBroker : IAsyncDisposable
{
    private const string Password = "BELLWETHER_BENCH_PASSWORD";

    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100), Patience = TimeSpan.FromMinutes(2);

    private readonly RecordingFolder _folder;
    private readonly int[] _ports = [.. Enumerable.Range(0, 3).Select(_ => AgentBenchmark.FreePort())];
    private readonly TimeProvider _time;
    private ServerProcess? _epmd;
    private ServerProcess? _server;

    public BenchBroker(string folder, TimeProvider time)
    {
        (_folder, _time) = (new RecordingFolder(Path.Combine(folder, "broker")), time);
        // The agent inherits it: a configuration holds no secret.
        Environment.SetEnvironmentVariable(Password, "guest");
    }

    public int Port => _ports[2];

    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    /// <summary>What the agent's configuration says of it.</summary>
    public string Lines =>
        $"bus: {{ rabbitmq: {{ host: 127.0.0.1, port: {Port}, username: guest, password: '${{{Password}}}' }} }}";

    /// <exception cref="InvalidOperationException">It is not ready within two minutes.</exception>
    public async Task StartAsync()
    {
        _epmd ??= ServerProcess.Start(RabbitProgram.Epmd(_ports[0], _folder));
        _server = ServerProcess.Start(RabbitProgram.Plan(_ports, _folder));
        var began = _time.GetTimestamp();
        while (!await AnswersAsync())
        {
            if (_server.HasExited || _time.GetElapsedTime(began) > Patience)
                throw new InvalidOperationException("the broker does not start");
            await Task.Delay(Beat, _time);
        }
    }

    public async Task EndAsync()
    {
        if (_server is null) return;
        await _server.EndAsync(_time);
        _server.Dispose();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        if (_epmd is not { } epmd) return;
        _epmd = null;
        await epmd.EndAsync(_time);
        epmd.Dispose();
        _folder.Dispose();
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(IPAddress.Loopback, Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
