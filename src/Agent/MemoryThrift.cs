using System.Runtime.InteropServices;
using Bellwether.Agent.Watching;

namespace Bellwether.Agent;

/// <summary>Gives memory back that the process has used and uses no more: what reading the configuration and compiling
/// left behind, and pages that are read.</summary>
/// <remarks>A small heap is seldom collected whole, so it keeps what it once had. It is done only while nothing is
/// being watched: it stops all threads for some 20 ms.</remarks>
internal sealed class MemoryThrift(WatchRoom room) : BackgroundService
{
    /// <summary>From one time to the next; the first comes after <see cref="First"/>.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    /// <summary>After the start, when the first looks were made.</summary>
    public static readonly TimeSpan First = TimeSpan.FromSeconds(30);

    /// <summary>How memory is given back.</summary>
    public Action Do { get; init; } = GiveBack;

    /// <summary>Collects all generations and hands free memory, managed and native, to the system.</summary>
    public static void GiveBack()
    {
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        try
        {
            _ = Trim(0);
        }
        catch (EntryPointNotFoundException)
        {
            // The system's library is not glibc, and keeps nothing back.
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(First, room.Time, stoppingToken);
        using var timer = new PeriodicTimer(Period, room.Time);
        do
            if (!IsWatching()) Do();
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private bool IsWatching()
    {
        lock (room.Book.Gate) return room.Book.All.Any(deployment => deployment.IsOpen);
    }

    [DllImport("libc", EntryPoint = "malloc_trim")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Trim(nuint keep);
}
