namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>All that is known of a service at one moment, cut at t0. Nothing in it changes any more.</summary>
internal sealed record WatchSnapshot
{
    public required DateTimeOffset AnnouncedAt { get; init; }

    /// <summary>First sign of the new version, or the start of a later step; null before it.</summary>
    public DateTimeOffset? T0 { get; init; }

    /// <summary>Since when what is seen may be the doing of the version that is announced, or of one that failed and
    /// that it follows; null for not before the announcement.</summary>
    public DateTimeOffset? ChangedAt { get; init; }

    /// <summary>The moment of the snapshot, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>End of the last point that gets no more data; points after it do not exist yet. Null:
    /// <see cref="Now"/>.</summary>
    public DateTimeOffset? ClosedUntil { get; init; }

    public required TimeSpan Interval { get; init; }

    /// <summary>By full name. A signal that a rule names and that is not here was never seen.</summary>
    public required IReadOnlyDictionary<string, SignalHistory> Signals { get; init; }

    /// <summary>What was seen of processes since the announcement, oldest first.</summary>
    public IReadOnlyList<ProcessMark> Processes { get; init; } = [];

    /// <summary>Process ids at the announcement, by instance; empty where none was known.</summary>
    public IReadOnlyDictionary<string, int> ProcessesAtStart { get; init; } = new Dictionary<string, int>();

    /// <summary>Versions that the instances name now, sorted, without repeats; empty where none names one.</summary>
    public IReadOnlyList<string> Versions { get; init; } = [];

    /// <summary>Versions that instances still name which have not got the one that is brought, sorted; empty before any
    /// has it, and where all have.</summary>
    public IReadOnlyList<string> OldVersions { get; init; } = [];

    /// <summary>Instances looked at, sorted; once any has the version that is brought, those that have it.</summary>
    public IReadOnlyList<string> Instances { get; init; } = [];
}
