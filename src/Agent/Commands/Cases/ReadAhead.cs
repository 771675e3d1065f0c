namespace Bellwether.Agent.Commands.Cases;

/// <summary>How many bytes of lines are read ahead of the answers.</summary>
internal sealed class ReadAhead : IDisposable
{
    /// <summary>A single larger line is read alone.</summary>
    public const int MostMegabytes = 64;

    private const int Megabyte = 1024 * 1024;

    private readonly SemaphoreSlim free = new(MostMegabytes);
    private long since;

    /// <summary>Definitions count for the case after them, which keeps them.</summary>
    public void Read(int bytes) => since += bytes;

    /// <summary>Waits for room for what was read since the last case.</summary>
    /// <returns>What it takes, to be given back.</returns>
    public async ValueTask<int> TakeAsync(CancellationToken stopping)
    {
        var megabytes = (int)Math.Min(MostMegabytes, since / Megabyte);
        since = 0;
        for (var i = 0; i < megabytes; i++) await free.WaitAsync(stopping);
        return megabytes;
    }

    public void GiveBack(int megabytes)
    {
        if (megabytes > 0) free.Release(megabytes);
    }

    public void Dispose() => free.Dispose();
}
