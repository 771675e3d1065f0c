using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Journal;

/// <summary>A full disk: the file's own limit makes SQLite answer just as it does when the disk is full.</summary>
public sealed class JournalReserveTests : IDisposable
{
    private static readonly JournalLimits Tiny = new() { MaxBytesEver = 64 << 10 };
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void When_the_file_is_full_records_go_into_the_reserve_and_count()
    {
        using var journal = OpenFull();
        var record = journal.Add(Entries.Verdict("last", "kept"));
        Assert.Equal((true, true), (journal.Health.Durable, journal.Health.ReserveInUse));
        Assert.Equal((record.Sequence, record.Hash), (journal.LastSequence, journal.Head));
        Assert.Equal("kept", journal.Find("last")!.Text());
        Assert.Equal("kept", journal.Read(record.Sequence - 1, 5)[0].Text());
        Assert.Equal("kept", journal.Outgoing(record.Sequence - 1, 5)[0].Text());
        Assert.Equal("kept", journal.OfDeployment("d1")[^1].Text());
        Assert.True(journal.Verify(record.Hash).Sound);
    }

    [Fact]
    public void A_key_in_the_reserve_is_written_once_as_well()
    {
        using var journal = OpenFull();
        journal.Add(Entries.Verdict("last"));
        Assert.Throws<DuplicateKeyException>(() => journal.Add(Entries.Verdict("last")));
    }

    [Fact]
    public void The_reserve_survives_a_restart_and_moves_into_the_file_when_there_is_room()
    {
        string head;
        long last;
        using (var journal = OpenFull())
        {
            journal.Add(Entries.Verdict("one", "1"));
            journal.Append(_ => [Entries.Verdict("two", "2"), Entries.Note("three")]);
            (head, last) = (journal.Head, journal.LastSequence);
        }
        using (var still = Open(Tiny))
        {
            Assert.Equal((head, last, true), (still.Head, still.LastSequence, still.Health.ReserveInUse));
            Assert.Equal("2", still.Find("two")!.Text());
        }
        using var roomy = Open(new JournalLimits());
        Assert.Equal((head, last, false), (roomy.Head, roomy.LastSequence, roomy.Health.ReserveInUse));
        roomy.Add(Entries.Note("and on"));
        Assert.True(roomy.Verify(head).Sound);
    }

    [Fact]
    public void It_moves_into_the_file_while_running_when_room_was_made()
    {
        using var journal = Open(new JournalLimits { MaxBytesEver = 128 << 10, MaxBytes = 112 << 10 });
        journal.Add(Entries.Judged(60 << 10));
        FillUp(journal);
        journal.Add(Entries.Verdict("last"));
        Assert.True(journal.Health.ReserveInUse);
        Assert.Equal(1, journal.Prune(_ => true));
        Assert.False(journal.Health.ReserveInUse);
        Assert.Empty(journal.Verify(null).Faults);
    }

    [Fact]
    public void The_same_records_in_both_places_are_taken_once()
    {
        byte[] reserve;
        using (var journal = OpenFull())
        {
            journal.Add(Entries.Verdict("last"));
            reserve = File.ReadAllBytes(_folder.File("journal.reserve"));
        }
        Open(new JournalLimits()).Dispose();
        File.WriteAllBytes(_folder.File("journal.reserve"), reserve); // killed between the commit and the clearing
        using var again = Open(new JournalLimits());
        Assert.False(again.Health.ReserveInUse);
        Assert.Empty(again.Verify(null).Faults);
    }

    [Fact]
    public void A_slot_that_was_cut_off_was_never_promised()
    {
        using (var journal = OpenFull())
        {
            journal.Add(Entries.Verdict("whole", new string('w', 100)));
            journal.Add(Entries.Verdict("torn", new string('t', 100)));
        }
        var bytes = File.ReadAllBytes(_folder.File("journal.reserve"));
        bytes[bytes.AsSpan().LastIndexOf("tttt"u8)] = 0xA5;
        File.WriteAllBytes(_folder.File("journal.reserve"), bytes);
        using var again = Open(Tiny);
        Assert.NotNull(again.Find("whole"));
        Assert.Null(again.Find("torn"));
        again.Add(Entries.Verdict("torn", "again"));
        Assert.Empty(again.Verify(null).Faults);
    }

    [Fact]
    public void When_the_reserve_is_full_too_nothing_is_told()
    {
        using var journal = OpenFull(Tiny with { ReserveBytes = 8192 });
        var big = new string('b', 3000);
        journal.Add(Entries.Verdict("fits", big));
        var (head, last) = (journal.Head, journal.LastSequence);
        Assert.Throws<JournalUnavailableException>(() => journal.Add(Entries.Verdict("does not", big)));
        Assert.Equal((head, last), (journal.Head, journal.LastSequence));
        Assert.Null(journal.Find("does not"));
        Assert.False(journal.Health.Durable);
        Assert.Contains("no room left", journal.Health.LastError);
        Assert.True(journal.Verify(head).Sound);
    }

    [Fact]
    public void Bulky_bodies_do_not_push_verdicts_out_of_the_reserve()
    {
        using var journal = OpenFull();
        var records = journal.Append(_ => [Entries.Judged(900_000), Entries.Verdict("v", "told")]);
        Assert.Equal([true, false], records.Select(r => r.Pruned));
        Assert.Equal("told", journal.Find("v")!.Text());
        Assert.Empty(journal.Verify(null).Faults);
    }

    [Fact]
    public void The_epoch_grows_on_a_full_disk_too()
    {
        long epoch;
        using (var journal = OpenFull())
        {
            journal.Add(Entries.Verdict("last"));
            epoch = journal.Epoch;
        }
        Open(Tiny).Dispose();
        using var again = Open(Tiny);
        Assert.Equal(epoch + 2, again.Epoch);
    }

    [Fact]
    public void Acknowledging_on_a_full_disk_at_worst_sends_again()
    {
        using (var journal = OpenFull())
        {
            var record = journal.Add(Entries.Verdict("last"));
            journal.Acknowledge("hook", record.Sequence);
            Assert.Equal(record.Sequence, journal.Cursor("hook"));
        }
        using var again = Open(new JournalLimits());
        Assert.InRange(again.Cursor("hook"), 0, again.LastSequence);
    }

    [Fact]
    public void A_reserve_of_another_journal_is_refused_in_words()
    {
        using (var journal = OpenFull()) journal.Add(Entries.Verdict("last"));
        File.Delete(_folder.File("journal.db"));
        var refusal = Assert.Throws<StorageException>(() => Open(Tiny));
        Assert.Contains("which does not continue journal.db (it ends at 0): restore the journal.db", refusal.Message);
    }

    [Fact]
    public void The_reserve_is_really_on_the_disk()
    {
        using var journal = Open(Tiny);
        Assert.Equal(4096 + (256 << 10), new FileInfo(_folder.File("journal.reserve")).Length);
        Assert.InRange(journal.Health.ReserveFreeBytes, 250 << 10, 256 << 10);
    }

    private DeploymentJournal OpenFull(JournalLimits? limits = null)
    {
        var journal = Open(limits ?? Tiny);
        FillUp(journal);
        return journal;
    }

    // Down to the last page, so that not even a short record fits any more.
    private static void FillUp(DeploymentJournal journal)
    {
        for (var i = 0; !journal.Health.ReserveInUse; i++) journal.Add(Entries.Note(new string('f', 3000)));
    }

    private DeploymentJournal Open(JournalLimits limits) => DeploymentJournal.Open(_folder.Path, _time, limits);
}
