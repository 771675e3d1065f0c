namespace Bellwether.Probes.Backup;

/// <summary>Looks for backups in the file system: how old and how large the newest is, and when one was restored
/// last.</summary>
/// <remarks>A file system that hangs is not asked again before it has answered, so that it costs one thread at most.
/// One look at a time.</remarks>
internal sealed class BackupProbe(BackupProbeOptions options, TimeProvider time) : IProbe
{
    /// <summary>A backup that was written to within this time is still being made.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    private Task<Look>? _asking;

    public static IReadOnlyList<TargetedProbe> Make(BackupProbeOptions options, ProbeContext context) =>
        [new(options.Instance ?? context.Name, null, new BackupProbe(options, context.Time))];

    public async ValueTask<Look> LookAsync(CancellationToken stopping)
    {
        stopping.ThrowIfCancellationRequested();
        if (_asking is null or { IsCompleted: true })
            _asking = Task.Run(Look, CancellationToken.None);
        try
        {
            return await _asking.WaitAsync(options.Patience, time, stopping).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return Probes.Look.Missing(
                "timeout", $"the file system did not answer within {options.Patience.TotalSeconds:0.###} s");
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private Look Look()
    {
        var now = time.GetUtcNow();
        try
        {
            return Read(BackupFolder.Copies(options.Path, options.Match, now), now);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return Read(null, now);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Probes.Look.Missing("no-access", $"{options.Path} cannot be looked into: {e.GetType().Name}");
        }
    }

    private Look Read(IReadOnlyList<BackupCopy>? copies, DateTimeOffset now)
    {
        var readings = new List<Reading> { Reading.Gauge("copies", copies?.Count ?? 0, "copies") };
        if (copies is [var newest, ..])
        {
            readings.Add(Reading.Gauge("age", Age(newest.WrittenAt, now), "seconds"));
            if (newest.Bytes is { } bytes) readings.Add(Reading.Gauge("size", bytes, "bytes"));
            if (newest.Bytes is { } size && copies.Count > 1 && copies[1].Bytes is { } before and > 0)
                readings.Add(Reading.Gauge("size-ratio", (double)size / before, "ratio"));
        }

        if (options.RestoreTest is { } marker && BackupFolder.WrittenAt(marker) is { } restored)
            readings.Add(Reading.Gauge("restore-age", Age(restored, now), "seconds"));
        var none = copies is null ? $"there is no {options.Path}"
            : copies.Count == 0 ? $"nothing in {options.Path} is named like {options.Match}" : null;
        return Probes.Look.Good(readings) with
        {
            Detail = none,
            Problems = none is null ? [] : [new("age", none)],
        };
    }

    // A file of the future is new: clocks of hosts differ by a little.
    private static double Age(DateTimeOffset at, DateTimeOffset now) => Math.Max(0, (now - at).TotalSeconds);
}
