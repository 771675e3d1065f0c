using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage.Sqlite;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Tests;
using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Tests.Journal;

public sealed class JournalAuditTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private readonly string[] _hashes;

    public JournalAuditTests()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        _hashes =
        [
            .. Enumerable.Range(1, 5).Select(i => journal.Add(Entries.Verdict($"d1:{i}", $"{{\"n\":{i}}}")).Hash),
        ];
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sound_journal_is_called_sound()
    {
        foreach (var head in _hashes)
        {
            var report = JournalAudit.OfFolder(_folder.Path, head);
            Assert.Empty(report.Faults);
            Assert.Equal((5, _hashes[^1]), (report.Records, report.Head));
        }
    }

    [Theory]
    [InlineData("kind")]
    [InlineData("deployment")]
    [InlineData("key")]
    [InlineData("body")]
    [InlineData("hash")]
    public void Each_changed_byte_is_found_and_its_record_named(string column)
    {
        var length = Sql($"SELECT length(CAST({column} AS BLOB)) FROM records WHERE sequence = 3");
        for (var i = 1; i <= length; i++)
        {
            var type = column is "body" or "hash" ? "BLOB" : "TEXT";
            Changed($"""
                UPDATE records SET {column} = CAST(substr(CAST({column} AS BLOB), 1, {i - 1})
                    || CASE WHEN substr(CAST({column} AS BLOB), {i}, 1) = X'21' THEN X'22' ELSE X'21' END
                    || substr(CAST({column} AS BLOB), {i + 1}) AS {type}) WHERE sequence = 3
                """, "journal.db: record 3 was changed");
        }
    }

    [Theory]
    [InlineData("at = at + 1", "journal.db: record 3 was changed")]
    [InlineData("at = -1", "journal.db: record 3 was changed")]
    [InlineData("flags = 0", "journal.db: record 3 was changed")]
    [InlineData("flags = 3", "journal.db: record 3 was changed")]
    [InlineData("deployment = NULL", "journal.db: record 3 was changed")]
    [InlineData("deployment = ''", "journal.db: record 3 was changed")]
    [InlineData("key = NULL", "journal.db: record 3 was changed")]
    [InlineData("kind = kind || deployment, deployment = ''", "journal.db: record 3 was changed")]
    [InlineData("digest = X'00'", "journal.db: record 3 has a body and the digest of another one")]
    [InlineData("body = NULL",
        "journal.db: record 3 was changed|journal.db: record 3 lost its body, and no record says why")]
    [InlineData("sequence = 9", "journal.db: record 3 is missing|journal.db: records 6 to 8 are missing")]
    [InlineData("hash = X''", "journal.db: record 3 was changed")]
    public void Each_changed_value_is_found(string change, string faults) =>
        Changed($"UPDATE records SET {change} WHERE sequence = 3", faults.Split('|'));

    [Fact]
    public void A_removed_record_is_named() =>
        Changed("DELETE FROM records WHERE sequence = 2", "journal.db: record 2 is missing");

    [Fact]
    public void A_removed_beginning_is_named() =>
        Changed("DELETE FROM records WHERE sequence <= 2", "journal.db: records 1 to 2 are missing");

    [Fact]
    public void Two_records_that_changed_places_are_both_named() => Changed(
        "UPDATE records SET sequence = CASE sequence WHEN 2 THEN -3 WHEN 3 THEN -2 END WHERE sequence IN (2, 3);"
        + "UPDATE records SET sequence = -sequence WHERE sequence < 0",
        "journal.db: record 2 was changed", "journal.db: record 3 was changed", "journal.db: record 4 was changed");

    [Fact]
    public void A_cut_tail_is_found_by_any_head_that_was_delivered_from_it()
    {
        Sql("DELETE FROM records WHERE sequence > 3");
        Assert.True(JournalAudit.OfFolder(_folder.Path, _hashes[2]).Sound);
        Assert.Equal([$"journal.db: no record has the head {_hashes[4]}: its tail was cut, or it is another journal"],
            JournalAudit.OfFolder(_folder.Path, _hashes[4]).Faults);
    }

    [Fact]
    public void A_cut_tail_that_a_channel_has_acknowledged_is_found_without_any_head()
    {
        using (var journal = DeploymentJournal.Open(_folder.Path, _time)) journal.Cursor("hook");
        Sql("DELETE FROM records WHERE sequence > 3");
        Assert.Equal(["journal.db: it ends at record 3, but channel 'hook' acknowledged 5: its tail was cut"],
            JournalAudit.OfFolder(_folder.Path, null).Faults);
    }

    [Fact]
    public void A_flipped_byte_anywhere_in_the_file_is_found_or_changes_no_record()
    {
        var path = _folder.File("journal.db");
        var original = File.ReadAllBytes(path);
        var expected = Everything(JournalPage());
        for (var i = 0; i < original.Length; i += 397)
        {
            var changed = (byte[])original.Clone();
            changed[i] ^= 0x15;
            File.WriteAllBytes(path, changed);
            try
            {
                if (!JournalAudit.OfFolder(_folder.Path, _hashes[^1]).Sound) continue;
                Assert.True(expected == Everything(JournalPage()), $"the flipped byte {i} was not found");
            }
            catch (Bellwether.Agent.Storage.StorageException)
            {
                // Not readable at all is found as well.
            }
        }
    }

    [Fact]
    public void A_record_written_after_the_change_does_not_heal_it()
    {
        Sql("UPDATE records SET body = X'7B7D' WHERE sequence = 5");
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        journal.Add(Entries.Note("later"));
        Assert.Equal(["journal.db: record 5 was changed"], journal.Verify(null).Faults);
    }

    private IReadOnlyList<JournalRecord> JournalPage()
    {
        using var copy = new TemporaryFolder();
        File.Copy(_folder.File("journal.db"), copy.File("journal.db"));
        using var journal = DeploymentJournal.Open(copy.Path, _time);
        return journal.Read(0, 100);
    }

    private static string Everything(IReadOnlyList<JournalRecord> records) => string.Join('\n', records.Select(r =>
        $"{r.Sequence} {r.At:O} {r.Entry.Kind} {r.Entry.DeploymentId} {r.Entry.Key} {r.Entry.Outgoing} {r.Text()}"));

    private void Changed(string sql, params string[] faults)
    {
        var path = _folder.File("journal.db");
        var original = File.ReadAllBytes(path);
        Sql(sql);
        Assert.Equal(faults, JournalAudit.OfFolder(_folder.Path, null).Faults);
        File.WriteAllBytes(path, original);
    }

    private long Sql(string sql)
    {
        SqliteLibrary.Bind();
        using var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() as long? ?? 0;
    }
}
