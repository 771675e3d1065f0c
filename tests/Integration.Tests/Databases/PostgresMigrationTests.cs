using Bellwether.Probes;

namespace Bellwether.Integration.Tests.Databases;

/// <summary>The tables in which the tools keep account of migrations, as they make them.</summary>
public sealed class PostgresMigrationTests(OrdersDatabase database) : IClassFixture<OrdersDatabase>
{
    private const string Flyway = """
        CREATE TABLE shop.flyway_schema_history (installed_rank int PRIMARY KEY, version varchar(50),
            description varchar(200) NOT NULL, type varchar(20) NOT NULL, script varchar(1000) NOT NULL, checksum int,
            installed_by varchar(100) NOT NULL, installed_on timestamp DEFAULT now(), execution_time int NOT NULL,
            success boolean NOT NULL);
        """;

    [Theory]
    [InlineData("Flyway", Flyway, "shop.flyway_schema_history",
        "INSERT INTO shop.flyway_schema_history VALUES ({0}, '', 'd', 'SQL', 'V{0}__d.sql', 1, 'app', now(), 5, true)",
        "V1__d.sql", "V2__d.sql")]
    [InlineData("EF Core", """
        CREATE TABLE shop."__EFMigrationsHistory" ("MigrationId" varchar(150) PRIMARY KEY,
            "ProductVersion" varchar(32) NOT NULL);
        """, "shop.__EFMigrationsHistory",
        "INSERT INTO shop.\"__EFMigrationsHistory\" VALUES ('2026010{0}_Init', '10.0.0')",
        "20260101_Init", "20260102_Init")]
    [InlineData("Liquibase", """
        CREATE TABLE shop.databasechangelog (id varchar(255) NOT NULL, author varchar(255) NOT NULL,
            filename varchar(255) NOT NULL, dateexecuted timestamp NOT NULL, orderexecuted int NOT NULL,
            exectype varchar(10) NOT NULL, md5sum varchar(35));
        """, "shop.databasechangelog",
        "INSERT INTO shop.databasechangelog VALUES ('change-{0}', 'ada', 'log.xml', now(), {0}, 'EXECUTED', 'x')",
        "change-1", "change-2")]
    [InlineData("Alembic", "CREATE TABLE shop.alembic_version (version_num varchar(32) PRIMARY KEY)",
        "shop.alembic_version",
        "DELETE FROM shop.alembic_version; INSERT INTO shop.alembic_version VALUES ('ae10{0}')", "ae101", "ae102")]
    [InlineData("Django", """
        CREATE TABLE shop.django_migrations (id bigint PRIMARY KEY, app varchar(255), name varchar(255),
            applied timestamptz);
        """, "shop.django_migrations",
        "INSERT INTO shop.django_migrations VALUES ({0}, 'shop', '000{0}_init', now())",
        "shop.0001_init", "shop.0002_init")]
    [InlineData("Rails", "CREATE TABLE shop.schema_migrations (version varchar PRIMARY KEY)",
        "shop.schema_migrations", "INSERT INTO shop.schema_migrations VALUES ('2026010100000{0}')",
        "20260101000001", "20260101000002")]
    [InlineData("golang-migrate", "CREATE TABLE shop.schema_migrations (version bigint PRIMARY KEY, dirty boolean)",
        "shop.schema_migrations",
        "DELETE FROM shop.schema_migrations; INSERT INTO shop.schema_migrations VALUES ({0}, false)", "1", "2")]
    public async Task Each_tool_is_known_by_its_table(
        string tool, string create, string table, string insert, string first, string second)
    {
        await FreshAsync(create + ";" + string.Format(null, insert, 1)
            + "; GRANT SELECT ON ALL TABLES IN SCHEMA shop TO watcher");
        await using var probe = Probe();
        var before = Assert.Single((await probe.LookAsync()).Migrations!);
        Assert.Equal((tool, table, 1, true, first),
            (before.Tool, before.Table, before.Count, before.Named, before.Names[0]));
        await database.Server.RunSqlAsync(string.Format(null, insert, 2), "orders");
        var look = await probe.LookAsync();
        Assert.Equal((second, 0.0), (look.Migrations![0].Names[0], look.Value("migrations-failed")));
        Assert.Equal(look.Migrations[0].Count, look.Value("migrations-applied"));
    }

    [Fact]
    public async Task One_that_failed_half_way_is_a_fact()
    {
        await FreshAsync(Flyway + "GRANT SELECT ON shop.flyway_schema_history TO watcher; INSERT INTO "
            + "shop.flyway_schema_history VALUES (1, '1', 'd', 'SQL', 'V1__d.sql', 1, 'app', now(), 5, false)");
        await using var probe = Probe();
        Assert.Equal(1, (await probe.LookAsync()).Value("migrations-failed"));
    }

    [Fact]
    public async Task With_pg_monitor_alone_it_is_seen_that_one_ran_and_not_which()
    {
        await FreshAsync(Flyway);
        await using var probe = Probe();
        var look = await probe.LookAsync();
        Assert.Equal((false, 0), (Assert.Single(look.Migrations!).Named, look.Migrations![0].Count));
        Assert.Contains("GRANT SELECT ON shop.flyway_schema_history", look.Detail, StringComparison.Ordinal);
        await database.Server.RunSqlAsync("INSERT INTO shop.flyway_schema_history VALUES "
            + "(1, '1', 'd', 'SQL', 'V1__d.sql', 1, 'app', now(), 5, true)", "orders");
        await probe.UntilAsync(after => after.Migrations![0].Count == 1);
    }

    [Fact]
    public async Task A_table_that_somebody_holds_is_not_waited_for()
    {
        await FreshAsync(Flyway + "GRANT SELECT ON shop.flyway_schema_history TO watcher");
        await using var probe = Probe();
        await using var migrating = await database.Server.OpenAsync("orders");
        await OrdersDatabase.RunAsync(migrating, "BEGIN; LOCK TABLE shop.flyway_schema_history");
        var look = await probe.LookAsync();
        Assert.Equal((Reachability.Good, null), (look.Reachability, look.Migrations));
        Assert.Contains("somebody holds a lock on it", look.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Those_that_the_configuration_calls_reversible_are_marked()
    {
        await FreshAsync("CREATE TABLE shop.schema_migrations (version varchar PRIMARY KEY); "
            + "INSERT INTO shop.schema_migrations VALUES ('1_add_column'), ('2_drop_column'); "
            + "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO watcher");
        await using var some = Probe(", reversible: [\"*_add_*\"]");
        var mark = Assert.Single((await some.LookAsync()).Migrations!);
        Assert.Equal(["1_add_column"], mark.Reversible);
        Assert.False(mark.AllReversible);
        await using var all = Probe(", reversible: true");
        Assert.True(Assert.Single((await all.LookAsync()).Migrations!).AllReversible);
    }

    [Fact]
    public async Task In_the_search_path_they_are_found_without_being_named()
    {
        await FreshAsync("CREATE TABLE shop.alembic_version (version_num varchar(32) PRIMARY KEY); "
            + "CREATE TABLE shop.schema_migrations (unrelated int); "
            + "GRANT SELECT ON ALL TABLES IN SCHEMA shop TO watcher");
        Assert.Empty((await Looking.LookAsync(Plain(""), database.Watcher)).Migrations!);
        await database.Server.RunSqlAsync("ALTER ROLE watcher SET search_path = shop, public");
        var found = (await Looking.LookAsync(Plain(""), database.Watcher)).Migrations!;
        await database.Server.RunSqlAsync("ALTER ROLE watcher RESET search_path");
        Assert.Equal("shop.alembic_version", Assert.Single(found).Table);
    }

    private async Task FreshAsync(string sql) => await database.Server.RunSqlAsync(
        "DROP SCHEMA IF EXISTS shop CASCADE; CREATE SCHEMA shop; GRANT USAGE ON SCHEMA shop TO watcher; " + sql,
        "orders");

    private IProbe Probe(string more = "") => Looking.Probe(
        Plain(", migrations: { tables: [ shop.flyway_schema_history, shop.__EFMigrationsHistory, "
            + "shop.databasechangelog, shop.alembic_version, shop.django_migrations, shop.schema_migrations ]" + more
            + " }"), database.Watcher);

    private static string Plain(string more) => "postgres: { connection: \"${file:secret}\", timeout: 9s" + more + " }";
}
