namespace Bellwether.Contracts.Points;

/// <summary>What one table of migrations says.</summary>
public sealed record ReportedMigrationTable
{
    /// <summary>Who keeps it, as people call it ("Flyway").</summary>
    public required string Tool { get; init; }

    /// <summary>The table with its schema; unique within its database.</summary>
    public required string Table { get; init; }

    /// <summary>Migrations that ran; changes of the table where it cannot be read.</summary>
    public required long Count { get; init; }

    /// <summary>Whether it can be read, so that its migrations have names.</summary>
    public bool Named { get; init; }

    /// <summary>The latest migrations, newest first; at most 20, empty for none.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>Those of them that can be undone, by the sidecar's configuration; empty for none.</summary>
    public IReadOnlyList<string> Reversible { get; init => field = value ?? []; } = [];

    /// <summary>Whether all of them can be undone, by the sidecar's configuration.</summary>
    public bool AllReversible { get; init; }
}
