namespace Bellwether.Agent.Storage.History;

/// <summary>What the history may take.</summary>
internal sealed record HistoryLimits
{
    /// <summary>How long a row is kept. Default 14 days.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromDays(14);

    /// <summary>Room on the disk, in bytes; the oldest rows go first. Default 512 MiB.</summary>
    public long MaxBytes { get; init; } = 512L << 20;

    /// <summary>Stretch that one transaction of pruning removes, so that a long absence blocks no writer. Default 6
    /// hours.</summary>
    public TimeSpan PruneStretch { get; init; } = TimeSpan.FromHours(6);
}
