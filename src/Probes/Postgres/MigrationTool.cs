namespace Bellwether.Probes.Postgres;

/// <summary>How one tool keeps account of its migrations.</summary>
/// <param name="Name">As people call it.</param>
/// <param name="Table">Name of its table, lower case.</param>
/// <param name="Columns">Columns that tell it from others, lower case.</param>
/// <param name="Label">SQL that names one migration; the row is <c>j</c>, as JSON.</param>
/// <param name="Order">SQL by which a later migration is greater.</param>
/// <param name="Failed">SQL that is true for one that failed half-way; null where the tool has no such thing.</param>
/// <remarks>Rows are read as JSON, because libraries spell their columns in several ways. Sources: the manuals of the
/// tools.</remarks>
internal sealed record MigrationTool(
    string Name, string Table, string[] Columns, string Label, string Order, string? Failed = null)
{
    /// <summary>Those with more columns of their own first.</summary>
    public static IReadOnlyList<MigrationTool> All { get; } =
    [
        new("Flyway", "flyway_schema_history", ["installed_rank", "success"],
            "coalesce(j->>'script', j->>'description')", "(j->>'installed_rank')::int8", "j->>'success' = 'false'"),
        new("Liquibase", "databasechangelog", ["orderexecuted", "exectype"],
            "j->>'id'", "(j->>'orderexecuted')::int8", "j->>'exectype' = 'FAILED'"),
        new("EF Core", "__efmigrationshistory", ["migrationid", "productversion"],
            "j->>'MigrationId'", "j->>'MigrationId'"),
        new("EF Core", "__ef_migrations_history", ["migration_id", "product_version"],
            "j->>'migration_id'", "j->>'migration_id'"),
        new("Django", "django_migrations", ["app", "name", "applied"],
            "(j->>'app') || '.' || (j->>'name')", "(j->>'id')::int8"),
        new("Alembic", "alembic_version", ["version_num"], "j->>'version_num'", "j->>'version_num'"),
        new("golang-migrate", "schema_migrations", ["version", "dirty"],
            "j->>'version'", "(j->>'version')::numeric", "j->>'dirty' = 'true'"),
        new("Rails", "schema_migrations", ["version"], "j->>'version'", "j->>'version'"),
    ];

    /// <summary>Who keeps a table with these columns, lower case; null for none that is known.</summary>
    public static MigrationTool? Of(IReadOnlyCollection<string> columns) =>
        All.FirstOrDefault(tool => tool.Columns.All(columns.Contains));

    /// <summary>One row: how many ran, the latest names, how many failed.</summary>
    public string Statement(string schema, string table) => $"""
        WITH m AS (SELECT {Label} AS name, {Order} AS place, coalesce({Failed ?? "false"}, false) AS failed
                   FROM (SELECT to_jsonb(t) AS j FROM {Quoted(schema)}.{Quoted(table)} t) rows)
        SELECT (SELECT count(*) FROM m)::int8,
               (SELECT string_agg(left(name, 200), chr(31) ORDER BY place DESC) FROM
                   (SELECT name, place FROM m ORDER BY place DESC LIMIT {MigrationMark.MostNames}) latest)::text,
               (SELECT count(*) FROM m WHERE failed)::int8
        """;

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
