namespace Bellwether.Agent.Signals.Snapshots;

/// <summary>How far the schema of a database has come by one table of migrations. It is journaled.</summary>
internal sealed record MigrationTable
{
    /// <summary>Who keeps it, as people call it ("Flyway").</summary>
    public required string Tool { get; init; }

    /// <summary>The table with its schema; unique within its account.</summary>
    public required string Table { get; init; }

    /// <summary>Migrations that ran; changes of the table where it cannot be read.</summary>
    public required long Count { get; init; }

    /// <summary>Whether it can be read, so that its migrations have names.</summary>
    public bool Named { get; init; }

    /// <summary>The latest migrations, newest first; bounded, empty for none.</summary>
    public IReadOnlyList<string> Names { get; init => field = value ?? []; } = [];

    /// <summary>Those of them that can be undone, by the configuration; empty for none.</summary>
    public IReadOnlyList<string> Reversible { get; init => field = value ?? []; } = [];

    /// <summary>Whether all of them can be undone, by the configuration.</summary>
    public bool AllReversible { get; init; }
}
