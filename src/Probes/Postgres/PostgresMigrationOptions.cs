namespace Bellwether.Probes.Postgres;

/// <summary>How migrations are seen, and which of them can be undone.</summary>
public sealed class PostgresMigrationOptions
{
    /// <summary>Most tables of one probe.</summary>
    public const int MostTables = 8;

    /// <summary>Most patterns.</summary>
    public const int MostPatterns = 64;

    /// <summary>Tables of migrations with their schema, such as <c>shop.flyway_schema_history</c>, 8 at most; default
    /// those of Flyway, EF Core, Liquibase, Alembic, Django and Rails in the schemas of the search path.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>Migrations after which the version before still runs: <c>true</c> for all of them, or patterns of their
    /// names in which <c>*</c> stands for anything. At most 64; default none.</summary>
    public IReadOnlyList<string> Reversible { get; init; } = [];

    internal bool AllReversible => Reversible.Contains("true") || Reversible.Contains("*");

    /// <summary>What is wrong with it; null where nothing is.</summary>
    internal string? Fault() =>
        Tables.Count > MostTables ? $"migrations.tables may hold {MostTables} tables at most."
        : Tables.FirstOrDefault(table => table.Split('.') is not [{ Length: > 0 }, { Length: > 0 }]) is { } odd
            ? $"migrations.tables: '{odd}' must be a schema and a table with a point between them."
        : Reversible.Count > MostPatterns ? $"migrations.reversible may hold {MostPatterns} patterns at most."
        : Reversible.Any(string.IsNullOrWhiteSpace) ? "migrations.reversible holds an empty pattern."
        : null;
}
