using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Storage.Sqlite;
using Bellwether.Agent.Tests.Journal;
using Bellwether.Tests;
using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Tests.Storage;

public sealed class ReleasedFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 1, 3, 0, 0, 0, TimeSpan.Zero));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_of_schema_1_is_read_and_goes_on()
    {
        Make("journal.db", Released.Journal1);
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        Assert.Equal((5, Released.JournalHead, 2), (journal.LastSequence, journal.Head, journal.Epoch));
        Assert.Equal("""{"id":"ü"}""", journal.Find("checkout-1:host-17:watch:0:1")!.Text());
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), journal.At(1)!.At);
        Assert.Equal((4, "3"), (journal.Cursor("hook"), string.Join(',', journal.Parked("hook"))));
        Assert.True(journal.At(2)!.Pruned);
        journal.Add(Entries.Note("on"));
        Assert.Empty(journal.Verify(Released.JournalHead).Faults);
    }

    [Fact]
    public void A_history_of_schema_1_is_read()
    {
        Make("history.db", Released.History1);
        using var store = HistoryStore.Open(_folder.Path, _time);
        var from = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);
        var latency = Assert.Single(store.Read("checkout", "production", "app.latency", from, from.AddDays(1)));
        Assert.Equal(("2.4.1", 12.75, 307.0, 15.0), (latency.Version, latency.Sum, latency.Count,
            latency.Width.TotalSeconds));
        Assert.Equal([0.1, 0.5], latency.Bounds);
        Assert.Equal([7.0, 0, 300], latency.Buckets);
        var cpu = Assert.Single(store.Read("checkout", "production", "app.saturation.cpu", from, from.AddDays(1)));
        Assert.Equal((null, true, 0.5, 0.5), (cpu.Version, cpu.Control, cpu.Min, cpu.Max));
    }

    [Fact]
    public void A_newer_journal_is_refused_and_left_as_it_is()
    {
        Make("journal.db", Released.Journal1 + "PRAGMA user_version = 2;");
        var before = File.ReadAllBytes(_folder.File("journal.db"));
        var refusal = Assert.Throws<StorageException>(() => DeploymentJournal.Open(_folder.Path, _time));
        Assert.Equal("journal.db has schema 2; this build reads up to 1. "
            + "Run the version of Bellwether that wrote it, or a newer one.", refusal.Message);
        Assert.Equal(before, File.ReadAllBytes(_folder.File("journal.db")));
    }

    [Fact]
    public void An_older_file_gets_the_steps_that_it_lacks_all_or_none()
    {
        var settings = new SqliteSettings
        {
            Path = _folder.File("x.db"),
            Schema = new(["CREATE TABLE a (n); INSERT INTO a VALUES (1)"])
        };
        SqliteFile.Open(settings).Dispose();
        var broken = settings with
        {
            Schema = new([settings.Schema.Steps[0],
            "ALTER TABLE a ADD COLUMN m; CREATE TABLE a (n)"])
        };
        Assert.Throws<StorageException>(() => SqliteFile.Open(broken));
        var newer = settings with
        {
            Schema = new([settings.Schema.Steps[0],
            "ALTER TABLE a ADD COLUMN m; UPDATE a SET m = n + 1"])
        };
        using var file = SqliteFile.Open(newer);
        Assert.Equal((2, 2), (file.Number("SELECT m FROM a"), file.Number("PRAGMA user_version")));
    }

    [Fact]
    public void A_file_is_kept_as_it_was_before_it_is_migrated_and_an_older_build_is_told_of_it()
    {
        var (first, second) = Schemas();
        SqliteFile.Open(first).Dispose();
        using (var file = SqliteFile.Open(second)) Assert.Equal(2, file.Number("SELECT m FROM a"));
        using (var kept = SqliteFile.Open(first with { Path = _folder.File("x.db.schema-1") }))
            Assert.Equal((1, 1), (kept.Number("SELECT n FROM a"), kept.Number("PRAGMA user_version")));
        var refusal = Assert.Throws<StorageException>(() => SqliteFile.Open(first));
        Assert.Equal(StorageTrouble.TooNew, refusal.Trouble);
        Assert.Contains("x.db.schema-1 is as it was before its migration on 2", refusal.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_copy_nothing_is_migrated()
    {
        var (first, second) = Schemas();
        SqliteFile.Open(first).Dispose();
        var before = File.ReadAllBytes(first.Path);
        Directory.CreateDirectory(_folder.File("x.db.schema-1.new"));
        var refusal = Assert.Throws<StorageException>(() => SqliteFile.Open(second));
        Assert.Contains("is not migrated, because no copy of it can be kept", refusal.Message,
            StringComparison.Ordinal);
        Assert.Equal(before, File.ReadAllBytes(first.Path));
    }

    [Fact]
    public void An_older_file_that_is_only_read_is_left_to_the_agent()
    {
        var (first, second) = Schemas();
        SqliteFile.Open(first).Dispose();
        var refusal = Assert.Throws<StorageException>(() => SqliteFile.Open(second with { ReadOnly = true }));
        Assert.Equal("x.db has schema 1, from before this build, which reads 2: the agent migrates it when it starts.",
            refusal.Message);
    }

    private (SqliteSettings First, SqliteSettings Second) Schemas()
    {
        const string Step = "CREATE TABLE a (n); INSERT INTO a VALUES (1)";
        var first = new SqliteSettings { Path = _folder.File("x.db"), Schema = new([Step]) };
        return (first, first with { Schema = new([Step, "ALTER TABLE a ADD COLUMN m; UPDATE a SET m = n + 1"]) });
    }

    private void Make(string name, string sql)
    {
        SqliteLibrary.Bind();
        using var connection = new SqliteConnection($"Data Source={_folder.File(name)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
