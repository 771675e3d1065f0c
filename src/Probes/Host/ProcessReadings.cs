namespace Bellwether.Probes.Host;

/// <summary>Turns what the kernel says of the watched process into readings.</summary>
internal sealed class ProcessReadings(string root, TimeProvider time)
{
    /// <summary>Most open files counted; a process with more shows this number, and the look stays cheap.</summary>
    public const int MostOpenFiles = 65_536;

    private Before? _before;

    /// <summary>Adds the readings of a living process, and gives its start as we first saw it.</summary>
    public DateTimeOffset? Add(ProcessWatch.Found found, long? bootTime, List<Reading> readings)
    {
        if (found.ProcessId is not { } id)
            return null;
        var same = _before is { } before && before.Id == id
            && (found.Stat is null || found.Stat.Value.StartTicks == before.Stat.StartTicks) ? _before : null;
        // The kernel's boot time moves by a second as clocks are corrected: one process keeps one start.
        var startedAt = same?.StartedAt ?? (found.Stat is { } known ? StartOf(known, bootTime) : null);
        if (found.Alive is not true || found.Stat is not { } stat)
            return startedAt;

        var now = time.GetTimestamp();
        if (same is not null && time.GetElapsedTime(same.Timestamp, now) is { Ticks: > 0 } gap)
            readings.Add(Reading.Gauge("process.cpu", Cores(stat.CpuTicks - same.Stat.CpuTicks, gap), "cores"));
        readings.Add(Reading.Gauge("process.rss", (double)stat.ResidentPages * Environment.SystemPageSize, "bytes"));
        readings.Add(Reading.Gauge("process.threads", stat.Threads, "threads"));
        if (OpenFiles(id) is { } open)
            readings.Add(Reading.Gauge("process.fds", open, "files"));
        if (startedAt is { } start)
            readings.Add(Reading.Gauge("process.start", start.ToUnixTimeMilliseconds() / 1000.0, "seconds"));
        _before = new(id, stat, now, startedAt);
        return startedAt;
    }

    private static double Cores(double ticks, TimeSpan gap) =>
        Math.Max(0, ticks / ProcessStat.TicksPerSecond / gap.TotalSeconds);

    private static DateTimeOffset? StartOf(ProcessStat stat, long? bootTime)
    {
        const double LastInstant = 253_402_300_799;
        var seconds = bootTime + ((double)stat.StartTicks / ProcessStat.TicksPerSecond);
        return seconds <= LastInstant
            ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds.Value * 1000)) : null;
    }

    /// <summary>Null where we may not look into the process.</summary>
    private int? OpenFiles(int id)
    {
        try
        {
            var folder = Path.Combine(root, KernelFiles.Folder(id), "fd");
            return Directory.EnumerateFileSystemEntries(folder).Take(MostOpenFiles).Count();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private sealed record Before(int Id, ProcessStat Stat, long Timestamp, DateTimeOffset? StartedAt);
}
