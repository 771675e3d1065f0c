namespace Bellwether.Contracts.Points;

/// <summary>What a sidecar saw of one instance since its last report, for the agent that keeps the history.</summary>
/// <remarks>
/// Everything in it merges: counts and sums, never quotients. Run and sequence name a report, so that one that is
/// posted twice counts once, and one that never came is known to be missing.
/// </remarks>
public sealed record PointsReported
{
    /// <summary>Version of this message's form; 1.</summary>
    public int Schema { get; init => field = value == 0 ? 1 : value; } = 1;

    public required string Service { get; init; }

    public required string Environment { get; init; }

    /// <summary>Name of the instance; 1 to 128 characters without blanks.</summary>
    public required string Instance { get; init; }

    /// <summary>Version that the instance runs; null where nothing names it.</summary>
    public string? Version { get; init; }

    /// <summary>Digest of its image, <c>sha256:…</c>; null where unknown.</summary>
    public string? ImageDigest { get; init; }

    /// <summary>When this run of the sidecar began, UTC.</summary>
    public required DateTimeOffset RunStartedAt { get; init; }

    /// <summary>Number of the report within the run; from 1, without gaps.</summary>
    public required long Sequence { get; init; }

    /// <summary>When it was sent, by the sidecar's clock, UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>Everything before this instant is reported, UTC, a multiple of the interval.</summary>
    public required DateTimeOffset ClosedUntil { get; init; }

    /// <summary>Width of its points in seconds.</summary>
    public required double IntervalSeconds { get; init; }

    /// <summary>Signals with their points; at most 512, empty for none.</summary>
    public IReadOnlyList<ReportedSignal> Signals { get; init => field = value ?? []; } = [];

    /// <summary>Looks in the order of their ends; empty for none.</summary>
    public IReadOnlyList<ReportedLook> Looks { get; init => field = value ?? []; } = [];

    /// <summary>What was seen of processes; empty for nothing.</summary>
    public IReadOnlyList<ReportedProcess> Processes { get; init => field = value ?? []; } = [];

    /// <summary>Signs of another process or version; empty for none.</summary>
    public IReadOnlyList<ReportedSign> Signs { get; init => field = value ?? []; } = [];

    /// <summary>How far databases have come that were looked at since the last report, one a probe; at most 32 tables
    /// of all, empty for none.</summary>
    public IReadOnlyList<ReportedMigrations> Migrations { get; init => field = value ?? []; } = [];

    /// <summary>Reports of this run that were given up because the home was away for too long.</summary>
    public long ReportsDropped { get; init; }

    /// <summary>The sidecar ends, and this is its last report.</summary>
    public bool Leaving { get; init; }
}
