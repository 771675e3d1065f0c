using Bellwether.Probes.Postgres;

namespace Bellwether.Probes.Tests.Postgres;

public sealed class PostgresProbeOptionsTests
{
    private const string Connection = "Host=db;Username=watcher;Password=s3cret;Database=orders";

    [Theory]
    [InlineData(Connection, null)]
    [InlineData("Host=/run/postgresql;Username=watcher", null)]
    [InlineData("", "")]
    [InlineData("Username=watcher;Password=s3cret", "names no Host")]
    [InlineData("Host=a,b;Username=watcher", "names several hosts")]
    [InlineData("Hots=db;Password=s3cret", "no connection string")]
    [InlineData("Host=db;Port=s3cret", "no connection string")]
    public void A_connection_string_is_checked_and_never_quoted(string connection, string? fault)
    {
        var faults = OptionFaults.Of(new PostgresProbeOptions { Connection = connection });
        Assert.DoesNotContain(faults, said => said.Contains("s3cret", StringComparison.Ordinal));
        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(faults, said => said.Contains(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("orphans", "SELECT 1", "rows", null)]
    [InlineData("orphans", "  with a AS (SELECT 1) SELECT 1 ; ", "rows", null)]
    [InlineData("Orphans", "SELECT 1", "rows", "is no name")]
    [InlineData("", "SELECT 1", "rows", "is no name")]
    [InlineData("deadlocks", "SELECT 1", "rows", "has already")]
    [InlineData("up", "SELECT 1", "rows", "has already")]
    [InlineData("orphans", "DELETE FROM orders", "rows", "must begin with")]
    [InlineData("orphans", "SELECT 1; DROP TABLE orders", "rows", "one statement")]
    [InlineData("orphans", "SELECT 1", "Rows!", "unit")]
    public void A_query_has_a_name_one_statement_and_a_unit(string name, string sql, string unit, string? fault)
    {
        var faults = OptionFaults.Of(With(new PostgresQueryOptions { Name = name, Sql = sql, Unit = unit }));
        if (fault is null) Assert.Empty(faults);
        else Assert.Contains(fault, Assert.Single(faults), StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_of_a_query_are_bounds_that_can_hold()
    {
        PostgresQueryOptions query = new() { Name = "n", Sql = "SELECT 1", Min = 2, Max = 1 };
        Assert.Contains("above its max", Assert.Single(OptionFaults.Of(With(query))), StringComparison.Ordinal);
        PostgresQueryOptions same = new() { Name = "n", Sql = "SELECT 1" };
        var twice = OptionFaults.Of(With(same, same));
        Assert.Contains("named 'n'", Assert.Single(twice), StringComparison.Ordinal);
        Assert.Empty(OptionFaults.Of(With(Many(PostgresProbeOptions.MostQueries))));
        Assert.Single(OptionFaults.Of(With(Many(PostgresProbeOptions.MostQueries + 1))));
        Assert.Single(OptionFaults.Of(With(new PostgresQueryOptions
        {
            Name = "n",
            Sql = "SELECT " + new string('1', PostgresQueryOptions.LongestSql),
        })));
    }

    [Theory]
    [InlineData("shop.schema_migrations", true)]
    [InlineData("schema_migrations", false)]
    [InlineData("a.b.c", false)]
    [InlineData(".b", false)]
    public void A_table_of_migrations_has_a_schema(string table, bool good) => Assert.Equal(good, OptionFaults.Of(
        new PostgresProbeOptions { Connection = Connection, Migrations = new() { Tables = [table] } }).Count == 0);

    [Fact]
    public void A_query_with_a_limit_brings_its_rule()
    {
        var signals = PostgresSignals.Of(With(
            new() { Name = "orphans", Sql = "SELECT 1", Max = 0 }, new() { Name = "orders", Sql = "SELECT 1" }));
        Assert.Equal(("orphans", 0.0), (signals[^2].Rule!.Name, signals[^2].Rule!.Max));
        Assert.Null(signals[^1].Rule);
        Assert.Equal(signals.Count, signals.DistinctBy(signal => signal.Name).Count());
    }

    private static PostgresQueryOptions[] Many(int count) =>
        [.. Enumerable.Range(0, count).Select(i => new PostgresQueryOptions { Name = $"n{i}", Sql = "SELECT 1" })];

    private static PostgresProbeOptions With(params PostgresQueryOptions[] queries) =>
        new() { Connection = Connection, Queries = queries };
}
