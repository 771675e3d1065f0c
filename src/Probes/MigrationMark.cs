namespace Bellwether.Probes;

/// <summary>What one table of migrations says at one look: how far the schema of a database has come.</summary>
public sealed record MigrationMark
{
    /// <summary>Most names of one mark.</summary>
    public const int MostNames = 20;

    /// <summary>Who keeps the table, as people call it ("Flyway", "EF Core").</summary>
    public required string Tool { get; init; }

    /// <summary>The table with its schema ("public.flyway_schema_history"); unique within a look.</summary>
    public required string Table { get; init; }

    /// <summary>Migrations that ran, or where <see cref="Named"/> is false, changes of the table.</summary>
    public required long Count { get; init; }

    /// <summary>Whether the table itself could be read. Else only that it changed is known.</summary>
    public bool Named { get; init; } = true;

    /// <summary>The latest migrations, newest first; at most <see cref="MostNames"/>, empty for none.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Those of <see cref="Names"/> that the configuration calls reversible; empty for none.</summary>
    public IReadOnlyList<string> Reversible { get; init; } = [];

    /// <summary>Whether every migration is reversible by the configuration, named or not.</summary>
    public bool AllReversible { get; init; }
}
