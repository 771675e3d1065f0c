namespace Bellwether.Contracts.Points;

/// <summary>How far the schema of a database has come, as one probe saw it last.</summary>
public sealed record ReportedMigrations
{
    /// <summary>Name of the probe.</summary>
    public required string Probe { get; init; }

    /// <summary>When its look began, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Its tables of migrations; empty where the database has none.</summary>
    public IReadOnlyList<ReportedMigrationTable> Tables { get; init => field = value ?? []; } = [];
}
