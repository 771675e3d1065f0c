using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Bus;

/// <summary>A real RabbitMQ that can be killed and started again on the same ports, with what it had on disk.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private readonly int[] _ports = FreePorts.Take(4);
    private RealServer? _epmd;
    private RealServer? _server;

    public int Port => _ports[2];

    private string More { get; init; } = "";

    /// <summary>As a client wants it.</summary>
    public string Address => $"amqp://guest:guest@127.0.0.1:{Port}/";

    /// <param name="more">Further lines of its configuration.</param>
    public static async Task<Broker> StartedAsync(string more = "")
    {
        var broker = new Broker { More = more };
        await Beginning.OrEndAsync(broker.StartAsync, () => broker.DisposeAsync().AsTask());
        return broker;
    }

    public async Task StartAsync()
    {
        _epmd ??= await RealServer.StartAsync(RabbitMq.Epmd(_ports[0]));
        var plan = RabbitMq.Broker(_folder, _ports);
        if (More.Length > 0) await File.AppendAllTextAsync(_folder.At("rabbitmq.conf"), More);
        // Its metrics are there before it takes messages.
        _server = await RealServer.StartAsync(plan with { ReadyPort = Port });
    }

    /// <summary>As a power cut does it: nothing is said, nothing is put in order.</summary>
    public async Task KillAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        if (_epmd is not null) await _epmd.DisposeAsync();
        _folder.Dispose();
    }
}
