using System.Diagnostics;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Shop;

/// <summary>A shop on a port of its own with a load of its own, as a pod has.</summary>
internal sealed class ShopPod : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly int _port;
    private readonly Process _load;
    private Process _shop;
    private bool _disposed;

    private ShopPod(int port, Process shop, Process load) => (_port, _shop, _load) = (port, shop, load);

    public Uri Page => new($"http://127.0.0.1:{_port}/metrics");

    public int Port => _port;

    public static async Task<ShopPod> RunAsync(int port, string version, params string[] options)
    {
        var shop = await ServeAsync(port, version, options);
        return new(port, shop, Start("load", "--url", $"http://127.0.0.1:{port}", "--for", "300"));
    }

    /// <summary>The process ends, and another takes its place.</summary>
    public async Task ReplaceAsync(string version, params string[] options)
    {
        await EndAsync(_shop);
        _shop = await ServeAsync(_port, version, options);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await EndAsync(_load);
        await EndAsync(_shop);
    }

    private static async Task<Process> ServeAsync(int port, string version, string[] options)
    {
        var shop = Start(["serve", "--port", $"{port}", "--version", version, .. options]);
        await Beginning.OrEndAsync(async () =>
        {
            var line = await shop.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            Assert.StartsWith($"Shop {version} listens on ", line, StringComparison.Ordinal);
        }, () => EndAsync(shop));
        return shop;
    }

    private static async Task EndAsync(Process process)
    {
        if (!process.HasExited) process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    private static Process Start(params string[] words)
    {
        var start = new ProcessStartInfo(ShopProcess.Program) { RedirectStandardOutput = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
