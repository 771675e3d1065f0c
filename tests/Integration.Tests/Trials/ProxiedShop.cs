using Bellwether.Integration.Tests.Servers;
using Bellwether.Testing.Trials;

namespace Bellwether.Integration.Tests.Trials;

/// <summary>A service behind a real HAProxy, visited through it.</summary>
internal sealed class ProxiedShop : IAsyncDisposable
{
    public const int MostSessions = 40;

    /// <summary>Visits before each look: enough to exclude an increase of errors.</summary>
    public const int Visits = 80;

    private readonly ServerFolder _folder = new();
    private readonly HttpClient _visitor = new();
    private readonly int[] _ports = [.. FreePorts.Take(2)];
    private RealServer? _proxy;

    private ProxiedShop(Website shop) => Shop = shop;

    public Website Shop { get; }

    /// <summary>Where visitors come in.</summary>
    public int Port => _ports[0];

    public static async Task<ProxiedShop> StartAsync()
    {
        var proxied = new ProxiedShop(await Website.StartAsync());
        await proxied.StartProxyAsync();
        return proxied;
    }

    public async Task StartProxyAsync() => _proxy = await RealServer.StartAsync(new()
    {
        Program = "haproxy",
        Arguments = ["-db", "-f", _folder.Write("haproxy.cfg", $"""
            defaults
              mode http
              timeout connect 1s
              timeout client 60s
              timeout server 5s
            frontend shop
              bind 127.0.0.1:{_ports[0]}
              maxconn {MostSessions}
              default_backend shop
            frontend stats
              bind 127.0.0.1:{_ports[1]}
              http-request use-service prometheus-exporter
            backend shop
              server a {new Uri(Shop.Address).Authority}

            """)],
        ReadyPort = _ports[1],
    });

    public async Task EndProxyAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        _proxy = null;
    }

    /// <summary>A trial with the page of the proxy and nothing else.</summary>
    /// <param name="rules">From <c>rules:</c> on; none by default.</param>
    public ProbeTrial Trial(string rules = "") => ProbeTrial.Of($$"""
        probes:
          - { name: edge, scrape: { targets: [ { url: "http://127.0.0.1:{{_ports[1]}}/metrics" } ], every: 15s } }
        {{rules}}
        """);

    public async Task VisitAsync(int look)
    {
        for (var i = 0; i < Visits; i++)
            using (await _visitor.GetAsync(new Uri($"http://127.0.0.1:{Port}/"))) { }
    }

    public async ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        await EndProxyAsync();
        await Shop.DisposeAsync();
        _folder.Dispose();
    }
}
