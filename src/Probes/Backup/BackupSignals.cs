namespace Bellwether.Probes.Backup;

/// <summary>The signals that are made of a backup's readings, and what must hold of them before a deployment. There are
/// no rules: going back to another version makes no backup.</summary>
internal static class BackupSignals
{
    public static IReadOnlyList<ProbeSignal> All { get; } =
    [
        ProbeSignal.Gauge("copies", "copies"), ProbeSignal.Gauge("age", "seconds"), ProbeSignal.Gauge("size", "bytes"),
        ProbeSignal.Gauge("size-ratio", "ratio"), ProbeSignal.Gauge("restore-age", "seconds"),
    ];

    public static IReadOnlyList<StartCondition> ConditionsOf(BackupProbeOptions options)
    {
        List<StartCondition> conditions =
        [
            new() { Signal = "copies", Code = "no-backup", Words = "no backup is there", Min = 1, NeedsLevel = true },
            new()
            {
                Signal = "age",
                Code = "backup-too-old",
                Words = "the newest backup is too old",
                Max = options.MaxAge.TotalSeconds,
            },
            new()
            {
                Signal = "size",
                Code = "backup-too-small",
                Words = "the newest backup is too small",
                Min = options.MinBytes,
            },
            new()
            {
                Signal = "size-ratio",
                Code = "backup-shrunk",
                Words = "the newest backup is much smaller than the one before",
                Min = 1 - options.MaxShrink,
            },
        ];
        if (options.RestoreTest is not null)
            conditions.Add(new()
            {
                Signal = "restore-age",
                Code = "restore-test-too-old",
                Words = "no backup was restored lately to see whether it can be",
                Max = options.RestoreMaxAge.TotalSeconds,
                NeedsLevel = true,
            });
        return conditions;
    }
}
