namespace Bellwether.Probes.Host;

/// <summary>How full the file system below one path is, and how fast it fills.</summary>
internal sealed class DiskSpace(string path, TimeProvider time)
{
    /// <summary>Longest wait for one file system; a network share that hangs must hold up nothing else.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly LabelSet _labels = new(new KeyValuePair<string, string>("path", path));
    private readonly DiskGrowth _growth = new(time);
    private Task<Space?>? _asking;

    /// <summary>Adds the share in use, 0 to 1, as <c>df</c> counts it, how much more is used each second, and in how
    /// many seconds it is full where it fills; nothing where it could not be had in time.</summary>
    /// <remarks>A question that hangs is not asked again before it is answered, so that it costs one thread at
    /// most.</remarks>
    public async ValueTask AddAsync(List<Reading> readings, CancellationToken stopping)
    {
        if (_asking is null or { IsCompleted: true })
            _asking = Task.Run(() => Measure(path), CancellationToken.None);
        try
        {
            if (await _asking.WaitAsync(Patience, time, stopping).ConfigureAwait(false) is not { } space) return;
            Add("disk", space.Used / (space.Used + space.Free), "ratio");
            if (_growth.PerSecond(space.Used) is not { } growth) return;
            Add("disk-growth", growth, "bytes-per-second");
            if (growth > 0) Add("disk-full-in", space.Free / growth, "seconds");
        }
        catch (TimeoutException)
        {
        }

        void Add(string name, double value, string unit) =>
            readings.Add(new Reading(name, value, new MetricFamily(name, MetricType.Gauge, unit), _labels));
    }

    private static Space? Measure(string path)
    {
        try
        {
            var drive = new DriveInfo(path);
            double used = drive.TotalSize - drive.TotalFreeSpace;
            return used + drive.AvailableFreeSpace > 0 && used >= 0 ? new(used, drive.AvailableFreeSpace) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    private sealed record Space(double Used, double Free);
}
