using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Prometheus;

/// <summary>Debian's Prometheus that scrapes a shop as often as it can, stopped and started as a test wants.</summary>
internal sealed class RealPrometheus : IAsyncDisposable
{
    private readonly ServerFolder _folder = new();
    private readonly ScrapedShop _shop;
    private RealServer? _server;

    private RealPrometheus(ScrapedShop shop) => _shop = shop;

    public int Port { get; } = FreePorts.Take(1)[0];

    public static async Task<RealPrometheus> StartAsync(ScrapedShop shop)
    {
        var prometheus = new RealPrometheus(shop);
        await prometheus.ResumeAsync();
        await prometheus.ScrapedAsync();
        return prometheus;
    }

    /// <summary>Starts it again on what it has stored.</summary>
    public async Task ResumeAsync() => _server = await RealServer.StartAsync(new()
    {
        Program = "prometheus",
        Arguments =
        [
            "--config.file=" + _folder.Write("prometheus.yml", $"""
                global: {"{"} scrape_interval: 20ms, scrape_timeout: 20ms {"}"}
                scrape_configs:
                  - job_name: shop
                    static_configs: [ {"{"} targets: ["127.0.0.1:{_shop.Port}"] {"}"} ]
                """),
            $"--storage.tsdb.path={_folder.At("data")}", $"--web.listen-address=127.0.0.1:{Port}", "--log.level=warn",
        ],
        ReadyPort = Port,
    });

    public async Task StopAsync()
    {
        await _server!.DisposeAsync();
        _server = null;
    }

    /// <summary>Waits until it has another page, and has stored it.</summary>
    public async Task ScrapedAsync()
    {
        var next = _shop.Pages + 2;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        while (_shop.Pages < next) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await StopAsync();
        _folder.Dispose();
    }
}
