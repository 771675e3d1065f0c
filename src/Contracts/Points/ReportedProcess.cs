namespace Bellwether.Contracts.Points;

/// <summary>What a sidecar saw of a process: hard evidence.</summary>
public sealed record ReportedProcess
{
    /// <summary>When, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its id; null where none is named.</summary>
    public int? ProcessId { get; init; }

    /// <summary>Whether it exists; null where that cannot be told.</summary>
    public bool? Alive { get; init; }

    /// <summary>Exit code where it is known; else null.</summary>
    public int? ExitCode { get; init; }

    /// <summary>A failure in words; null for none.</summary>
    public string? Failure { get; init; }
}
