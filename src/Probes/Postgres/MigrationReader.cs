using Npgsql;

namespace Bellwether.Probes.Postgres;

/// <summary>Reads how far the schema has come from the tables in which the tools keep account.</summary>
internal sealed class MigrationReader
{
    /// <summary>Name of the reading that counts them.</summary>
    public const string Applied = "migrations-applied";

    /// <summary>Between names: a character that none of them has.</summary>
    private const char Separator = '\u001f';

    private static readonly string KnownTables =
        string.Join(Separator, MigrationTool.All.Select(tool => tool.Table).Distinct());

    private readonly PostgresMigrationOptions _options;
    private readonly string _named;

    public MigrationReader(PostgresMigrationOptions options) =>
        (_options, _named) = (options, string.Join(Separator, options.Tables));

    public async ValueTask ReadAsync(PostgresSession session, PostgresFindings found, CancellationToken cancel)
    {
        var tables = await session.ReadAsync(ServerStatement.Tables, [KnownTables, _named], TablesAsync, cancel)
            .ConfigureAwait(false);
        var marks = new List<MigrationMark>();
        long failed = 0;
        foreach (var table in tables)
        {
            if (table.Tool is not { } tool) continue;
            if (!table.MayRead)
            {
                marks.Add(Mark(tool, table, table.Changes, []) with { Named = false });
                found.Note($"the names of migrations left out: GRANT SELECT ON {table.Name} to this role", Applied);
                continue;
            }

            var (mark, halfway) = await session.ReadAsync(
                tool.Statement(table.Schema, table.Table), [],
                (reader, token) => RowAsync(reader, tool, table, token), cancel).ConfigureAwait(false);
            marks.Add(mark);
            failed += halfway;
        }

        foreach (var missing in _options.Tables.Except(tables.Select(table => table.Name)))
            found.Note($"there is no table {missing}", Applied);
        if (marks.Count > 0)
        {
            found.Add(Reading.Gauge(Applied, marks.Sum(mark => mark.Count), "migrations"));
            found.Add(Reading.Gauge("migrations-failed", failed, "migrations"));
        }

        found.Migrations = marks;
    }

    private static async ValueTask<IReadOnlyList<Account>> TablesAsync(
        NpgsqlDataReader reader, CancellationToken cancel)
    {
        var tables = new List<Account>();
        while (await reader.ReadAsync(cancel).ConfigureAwait(false))
        {
            // In the order of the columns: none is kept.
            var (schema, table) = (reader.GetString(0), reader.GetString(1));
            var (mayRead, changes) = (reader.GetBoolean(2), reader.GetInt64(3));
            var columns = reader.IsDBNull(4) ? [] : reader.GetString(4).Split(Separator);
            mayRead &= reader.GetDouble(5) <= ServerStatement.MostRows;
            tables.Add(new(schema, table, mayRead, changes, MigrationTool.Of(columns)));
        }

        return tables;
    }

    private async ValueTask<(MigrationMark Mark, long Failed)> RowAsync(
        NpgsqlDataReader reader, MigrationTool tool, Account table, CancellationToken cancel)
    {
        if (!await reader.ReadAsync(cancel).ConfigureAwait(false)) throw new OddAnswerException("it gave no row");
        var count = reader.GetInt64(0);
        IReadOnlyList<string> names = reader.IsDBNull(1) ? [] : reader.GetString(1).Split(Separator);
        return (Mark(tool, table, count, names), reader.GetInt64(2));
    }

    private MigrationMark Mark(MigrationTool tool, Account table, long count, IReadOnlyList<string> names) => new()
    {
        Tool = tool.Name,
        Table = table.Name,
        Count = count,
        Names = names,
        Reversible = [.. names.Where(name => _options.Reversible.Any(pattern => NamePattern.Matches(pattern, name)))],
        AllReversible = _options.AllReversible,
    };

    private sealed record Account(string Schema, string Table, bool MayRead, long Changes, MigrationTool? Tool)
    {
        public string Name => $"{Schema}.{Table}";
    }
}
