using System.Diagnostics;
using Bellwether.Integration.Tests.Servers;

namespace Bellwether.Integration.Tests.Shop;

/// <summary>The sample service as a process of its own, on a free port; ended with the test.</summary>
internal sealed class ShopProcess : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(20);

    private readonly Process _process;
    private readonly Task<string> _errors;

    private ShopProcess(Process process)
    {
        _process = process;
        _errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>The program as the build of this configuration left it.</summary>
    public static string Program { get; } = Path.Combine(
        Repository(), "samples/Shop/bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "Shop");

    public int ProcessId => _process.Id;

    public Uri Url { get; private set; } = new("http://127.0.0.1/");

    public static async Task<ShopProcess> ServeAsync(params string[] options)
    {
        var shop = new ShopProcess(Start(["serve", "--port", "0", "--version", "1.2.3", .. options]));
        await Beginning.OrEndAsync(async () =>
        {
            var line = await shop._process.StandardOutput.ReadLineAsync().WaitAsync(s_patience);
            const string Listens = "Shop 1.2.3 listens on ";
            Assert.StartsWith(Listens + "http://127.0.0.1:", line, StringComparison.Ordinal);
            shop.Url = new(line![Listens.Length..]);
        }, () => shop.DisposeAsync().AsTask());
        return shop;
    }

    /// <summary>Runs to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] words)
    {
        await using var shop = new ShopProcess(Start(words));
        var output = shop._process.StandardOutput.ReadToEndAsync();
        await shop._process.WaitForExitAsync().WaitAsync(s_patience);
        return (shop._process.ExitCode, await output, await shop._errors);
    }

    public async Task<int> TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync().WaitAsync(s_patience);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    public static string Repository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Agent.sln"))) folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("no Agent.sln above the tests");
    }

    private static Process Start(IEnumerable<string> words)
    {
        var start = new ProcessStartInfo(Program) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in words) start.ArgumentList.Add(word);
        return Process.Start(start)!;
    }
}
