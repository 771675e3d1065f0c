using System.Diagnostics;
using System.Globalization;

namespace Bellwether.Benchmarks.Targets;

/// <summary>The process that serves the pages.</summary>
internal sealed class TargetProcess : IAsyncDisposable
{
    private readonly Process _process;

    private TargetProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public required IReadOnlyList<int> Ports { get; init; }

    public static async Task<TargetProcess> StartAsync(int targets, int samples)
    {
        var process = Process.Start(SelfStart.Of(TargetServer.Word, $"{targets}", $"{samples}"))!;
        var ports = await process.StandardOutput.ReadLineAsync()
            ?? throw new InvalidOperationException("the pages are not served");
        return new(process)
        {
            Ports = [.. ports.Split(' ').Select(port => int.Parse(port, CultureInfo.InvariantCulture))],
        };
    }

    public async ValueTask DisposeAsync()
    {
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
