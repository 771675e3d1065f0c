namespace Bellwether.Integration.Tests.Servers;

/// <summary>Debian's HAProxy on loopback before one server, with its own page of metrics.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private readonly int[] _ports = FreePorts.Take(2);
    private RealServer? _server;

    private HaProxy()
    {
    }

    /// <summary>What users ask.</summary>
    public Uri Address => new($"http://127.0.0.1:{_ports[0]}/");

    public Uri Metrics => new($"http://127.0.0.1:{_ports[1]}/metrics");

    public static async Task<HaProxy> StartAsync(int upstream)
    {
        var proxy = new HaProxy();
        await proxy.ResumeAsync(upstream);
        return proxy;
    }

    public async Task ResumeAsync(int upstream) => _server = await RealServer.StartAsync(new()
    {
        Program = "haproxy",
        Arguments = ["-db", "-f", Write(upstream)],
        ReadyPort = _ports[1],
    });

    public async Task StopAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _server = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _folder.Dispose();
    }

    private string Write(int upstream) => _folder.Write("haproxy.cfg", $$"""
        defaults
            mode http
            retries 0
            timeout connect 200ms
            timeout client 2s
            timeout server 2s
        frontend shop
            bind 127.0.0.1:{{_ports[0]}}
            default_backend app
        backend app
            server one 127.0.0.1:{{upstream}}
        frontend metrics
            bind 127.0.0.1:{{_ports[1]}}
            http-request use-service prometheus-exporter if { path /metrics }

        """);
}
