namespace Bellwether.Contracts.Points;

/// <summary>A sign that another process or version is there.</summary>
public sealed record ReportedSign
{
    /// <summary>When it was seen, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>"process-id", "process-start", "counter-reset" or "version".</summary>
    public required string Kind { get; init; }

    /// <summary>Version named; null for none.</summary>
    public string? Version { get; init; }

    /// <summary>Version named before; null for none.</summary>
    public string? PreviousVersion { get; init; }
}
