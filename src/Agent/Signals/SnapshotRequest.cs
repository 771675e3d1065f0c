namespace Bellwether.Agent.Signals;

/// <summary>Which moment of a service a watch wants to see.</summary>
internal sealed record SnapshotRequest
{
    public required string Service { get; init; }

    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>First sign of the new version, or the start of a later step; null before it.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>Since when what is seen may be the doing of the version that is announced, or of one that failed and
    /// that it follows; null for not before the announcement.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>Process ids at the announcement, by instance; empty where none was known.</summary>
    public IReadOnlyDictionary<string, int> ProcessesAtStart { get; init; } = new Dictionary<string, int>();

    /// <summary>How far back before t0. Default a day and an hour; never more points than are held.</summary>
    public TimeSpan History { get; init; } = TimeSpan.FromHours(25);
}
