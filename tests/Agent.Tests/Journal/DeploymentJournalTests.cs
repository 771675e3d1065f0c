using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Tests;
using Microsoft.Data.Sqlite;

namespace Bellwether.Agent.Tests.Journal;

public sealed class DeploymentJournalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_empty_journal_begins_with_a_head_of_zeros()
    {
        using var journal = Open();
        Assert.Equal("sha256:" + new string('0', 64), journal.Head);
        Assert.Equal(0, journal.LastSequence);
        Assert.Empty(journal.Read(0, 10));
    }

    [Fact]
    public void Records_are_numbered_without_gaps_and_come_back_exactly_after_a_restart()
    {
        JournalRecord[] written;
        using (var journal = Open())
            written = [.. journal.Append(_ => [Entries.Note("one"), Entries.Verdict("k", "two")]),
                journal.Add(Entries.Note("three"))];
        using var again = Open();
        var read = again.Read(0, 10);
        Assert.Equal([1L, 2L, 3L], read.Select(r => r.Sequence));
        Assert.Equal(["one", "two", "three"], read.Select(r => r.Text()));
        Assert.Equal(written.Select(r => (r.Hash, r.At, r.Entry.Outgoing, r.Entry.Key)),
            read.Select(r => (r.Hash, r.At, r.Entry.Outgoing, r.Entry.Key)));
        Assert.Equal(_time.GetUtcNow(), read[0].At);
        Assert.Equal(read[^1].Hash, again.Head);
    }

    [Fact]
    public void The_head_just_before_is_given_to_who_composes()
    {
        using var journal = Open();
        var first = journal.Add(Entries.Note("one"));
        string? head = null;
        journal.Append(before =>
        {
            head = before;
            return [Entries.Note("two")];
        });
        Assert.Equal(first.Hash, head);
    }

    [Fact]
    public void Nothing_composed_is_nothing_written()
    {
        using var journal = Open();
        Assert.Empty(journal.Append(_ => []));
        Assert.Equal(0, journal.LastSequence);
    }

    [Fact]
    public void A_key_is_written_once_and_the_first_record_stands()
    {
        using var journal = Open();
        journal.Add(Entries.Verdict("k", "first"));
        var refusal = Assert.Throws<DuplicateKeyException>(
            () => journal.Append(_ => [Entries.Note("beside"), Entries.Verdict("k", "second")]));
        Assert.Equal("first", refusal.Existing!.Text());
        Assert.Equal("record 1 already has the key 'k'", refusal.Message);
        Assert.Equal(1, journal.LastSequence);
        Assert.Equal("first", journal.Find("k")!.Text());
        Assert.Null(journal.Find("other"));
    }

    [Fact]
    public void A_key_twice_in_one_batch_is_refused()
    {
        using var journal = Open();
        Assert.Throws<ArgumentException>(() => journal.Append(_ => [Entries.Verdict("k"), Entries.Verdict("k")]));
    }

    [Fact]
    public void A_body_over_the_limit_is_refused()
    {
        using var journal = Open();
        journal.Add(Entries.Judged(1 << 20));
        var refusal = Assert.Throws<ArgumentException>(() => journal.Add(Entries.Judged((1 << 20) + 1)));
        Assert.Equal("A body of 1048577 bytes is over the limit of 1048576.", refusal.Message);
    }

    [Fact]
    public void The_records_of_a_deployment_are_found()
    {
        using var journal = Open();
        journal.Append(_ => [Entries.Note("a", "d1"), Entries.Note("b", "d2"), Entries.Note("c", null),
            Entries.Note("d", "d1")]);
        Assert.Equal(["a", "d"], journal.OfDeployment("d1").Select(r => r.Text()));
    }

    [Fact]
    public void Only_outgoing_records_are_given_to_channels()
    {
        using var journal = Open();
        journal.Append(_ => [Entries.Verdict("1"), Entries.Note("inside"), Entries.Verdict("3"), Entries.Verdict("4")]);
        Assert.Equal([3L], journal.Outgoing(1, 1).Select(r => r.Sequence));
    }

    [Fact]
    public void The_epoch_grows_by_one_at_each_opening()
    {
        for (var expected = 1; expected <= 3; expected++)
        {
            using var journal = Open();
            Assert.Equal(expected, journal.Epoch);
        }
    }

    [Fact]
    public async Task Waiting_ends_with_the_record_that_was_waited_for()
    {
        using var journal = Open();
        journal.Add(Entries.Note("one"));
        await journal.WaitAsync(0, CancellationToken.None);
        var waiting = journal.WaitAsync(2, CancellationToken.None);
        journal.Add(Entries.Note("two"));
        Assert.False(waiting.IsCompleted);
        journal.Add(Entries.Note("three"));
        await waiting.WaitAsync(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Waiting_can_be_given_up()
    {
        using var journal = Open();
        using var stop = new CancellationTokenSource();
        var waiting = journal.WaitAsync(0, stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public void A_new_channel_begins_at_the_end_and_stays_where_it_is()
    {
        using (var journal = Open())
        {
            journal.Add(Entries.Verdict("1"));
            Assert.Equal(1, journal.Cursor("hook"));
            journal.Add(Entries.Verdict("2"));
        }
        using var again = Open();
        Assert.Equal(1, again.Cursor("hook"));
        again.Acknowledge("hook", 2);
        again.Acknowledge("hook", 1);
        Assert.Equal(2, again.Cursor("hook"));
    }

    [Fact]
    public void What_is_parked_is_remembered_until_it_is_delivered()
    {
        using (var journal = Open())
        {
            journal.Cursor("hook");
            journal.Append(_ => [Entries.Verdict("1"), Entries.Verdict("2"), Entries.Verdict("3")]);
            journal.Park("hook", 1);
            journal.Acknowledge("hook", 2);
            journal.Park("hook", 3);
        }
        using var again = Open();
        Assert.Equal((3, "1,3"), (again.Cursor("hook"), string.Join(',', again.Parked("hook"))));
        again.Acknowledge("hook", 1);
        Assert.Equal((3, "3"), (again.Cursor("hook"), string.Join(',', again.Parked("hook"))));
    }

    [Fact]
    public void Many_writers_make_one_sound_chain()
    {
        using var journal = Open();
        Parallel.For(0, 40, i => journal.Add(Entries.Verdict($"k{i}")));
        Assert.Equal(40, journal.LastSequence);
        Assert.Empty(journal.Verify(null).Faults);
    }

    [Fact]
    public void While_the_file_cannot_be_read_nothing_happens_and_that_is_said()
    {
        using var journal = Open();
        journal.Add(Entries.Verdict("first"));
        Sql("ALTER TABLE records RENAME TO away");

        Assert.Throws<JournalUnavailableException>(() => journal.Add(Entries.Verdict("second")));
        Assert.Throws<JournalUnavailableException>(() => journal.Prune(_ => true));
        Assert.False(journal.Health.Durable);

        Sql("ALTER TABLE away RENAME TO records");
        Assert.True(journal.Recover());
        Assert.Equal(2, journal.Add(Entries.Verdict("second")).Sequence);
        Assert.Empty(journal.Verify(journal.Head).Faults);
    }

    [Fact]
    public void A_damaged_journal_is_refused_in_words()
    {
        File.WriteAllText(_folder.File("journal.db"), new string('x', 8192));
        var refusal = Assert.Throws<StorageException>(Open);
        Assert.Equal(StorageTrouble.Damaged, refusal.Trouble);
        Assert.StartsWith("journal.db: the file is damaged", refusal.Message);
    }

    [Fact]
    public void A_journal_is_one_file_besides_its_reserve_and_never_a_write_ahead_log()
    {
        using var journal = Open();
        journal.Add(Entries.Note("one"));
        Assert.Equal(["journal.db", "journal.reserve"],
            Directory.GetFiles(_folder.Path).Select(path => Path.GetFileName(path)).Order());
        const int writeVersion = 18; // in SQLite's file header: 1 is legacy, 2 a write-ahead log
        Assert.Equal(1, File.ReadAllBytes(_folder.File("journal.db"))[writeVersion]);
    }

    private DeploymentJournal Open() => DeploymentJournal.Open(_folder.Path, _time);

    private void Sql(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File("journal.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
