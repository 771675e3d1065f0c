namespace Bellwether.Probes.Host;

/// <summary>How full the file system below one path is.</summary>
internal sealed class DiskSpace(string path, TimeProvider time)
{
    /// <summary>Longest wait for one file system; a network share that hangs must hold up nothing else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly LabelSet _labels = new(new KeyValuePair<string, string>("path", path));
    private Task<double?>? _asking;

    /// <summary>Share in use, 0 to 1, as <c>df</c> counts it; null where it could not be had in time.</summary>
    /// <remarks>A question that hangs is not asked again before it is answered, so that it costs one thread at
    /// most.</remarks>
    public async ValueTask<Reading?> LookAsync(CancellationToken stopping)
    {
        if (_asking is null or { IsCompleted: true })
            _asking = Task.Run(() => Measure(path), CancellationToken.None);
        try
        {
            var used = await _asking.WaitAsync(Patience, time, stopping).ConfigureAwait(false);
            return used is { } share ? new Reading("disk", share, Family, _labels) : null;
        }
        catch (TimeoutException)
        {
            return null;
        }
    }

    private static readonly MetricFamily Family = new("disk", MetricType.Gauge, "ratio");

    private static double? Measure(string path)
    {
        try
        {
            var drive = new DriveInfo(path);
            double used = drive.TotalSize - drive.TotalFreeSpace;
            var usable = used + drive.AvailableFreeSpace;
            return usable > 0 ? Math.Clamp(used / usable, 0, 1) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
