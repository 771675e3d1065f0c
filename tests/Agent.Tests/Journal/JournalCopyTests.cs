using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Agent.Tests.Storage.History;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Journal;

public sealed class JournalCopyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly TemporaryFolder _copy = new();
    private readonly FakeTimeProvider _time = new();

    public void Dispose()
    {
        _folder.Dispose();
        _copy.Dispose();
    }

    [Fact]
    public async Task A_copy_made_while_records_are_added_is_whole_to_its_last_record()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        for (var i = 0; i < 16; i++) journal.Add(Entries.Judged(1 << 20));
        var adding = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            var added = 0;
            for (; !adding.IsCancellationRequested; added++) journal.Add(Entries.Note($"meanwhile {added}"));
            return added;
        });
        while (journal.LastSequence < 17) await Task.Yield();
        var (head, sequence) = journal.CopyTo(_copy.Path, CancellationToken.None);
        await adding.CancelAsync();
        var total = 16 + await writer;
        adding.Dispose();

        Assert.InRange(sequence, 17, total);
        var report = JournalAudit.OfFolder(_copy.Path, head);
        Assert.Equal((true, sequence, head), (report.Sound, report.Records, report.Head));
        Assert.True(journal.Verify(head).Sound);
    }

    [Fact]
    public void A_copy_goes_on_as_a_journal_of_its_own_with_its_channels_where_they_stood()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        var first = journal.Add(Entries.Verdict("v1", "one"));
        _ = journal.Cursor("hook");
        var second = journal.Add(Entries.Verdict("v2", "two"));
        var third = journal.Add(Entries.Verdict("v3", "three"));
        journal.Park("hook", second.Sequence);
        var (head, _) = journal.CopyTo(_copy.Path, CancellationToken.None);
        journal.Add(Entries.Note("not in the copy"));

        using var copy = DeploymentJournal.Open(_copy.Path, _time);
        Assert.Equal((head, third.Sequence, 2), (copy.Head, copy.LastSequence, copy.Epoch));
        Assert.Equal((second.Sequence, $"{second.Sequence}"),
            (copy.Cursor("hook"), string.Join(',', copy.Parked("hook"))));
        Assert.Equal("one", copy.Find("v1")!.Text());
        Assert.True(first.Sequence < copy.Cursor("hook"));
        copy.Add(Entries.Note("on"));
        Assert.True(copy.Verify(head).Sound);
    }

    [Fact]
    public void What_is_only_in_the_reserve_is_in_the_copy()
    {
        using var journal = DeploymentJournal.Open(
            _folder.Path, _time, new JournalLimits { MaxBytesEver = 64 << 10 });
        while (!journal.Health.ReserveInUse) journal.Add(Entries.Note(new string('x', 2000)));
        journal.Add(Entries.Verdict("last", "kept"));
        var (head, sequence) = journal.CopyTo(_copy.Path, CancellationToken.None);
        using var copy = DeploymentJournal.Open(_copy.Path, _time);
        Assert.Equal((head, sequence), (copy.Head, copy.LastSequence));
        Assert.Equal("kept", copy.Find("last")!.Text());
        Assert.True(copy.Verify(head).Sound);
    }

    [Fact]
    public void A_copy_that_is_called_off_leaves_the_journal_as_it_was()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        journal.Add(Entries.Note("x"));
        Assert.Throws<OperationCanceledException>(() => journal.CopyTo(_copy.Path, new CancellationToken(true)));
        journal.Add(Entries.Note("y"));
        Assert.True(journal.Verify(null).Sound);
    }

    [Fact]
    public void A_copy_needs_a_place_of_its_own()
    {
        using var journal = DeploymentJournal.Open(_folder.Path, _time);
        journal.CopyTo(_copy.Path, CancellationToken.None);
        Assert.Throws<StorageException>(() => journal.CopyTo(_folder.File("nowhere"), CancellationToken.None));
        Assert.True(journal.Verify(null).Sound);
    }

    [Fact]
    public void A_history_is_copied_with_what_was_written_before()
    {
        using var store = HistoryStore.Open(_folder.Path, _time);
        store.Append([.. Enumerable.Range(0, 5000).Select(second => HistoryRows.Gauge(second, second))]);
        store.CopyTo(_copy.Path, CancellationToken.None);
        store.Append([HistoryRows.Gauge(5000, 1)]);
        using var copy = HistoryStore.Open(_copy.Path, _time);
        Assert.Equal(5000, copy.Read("shop", "test", "app.x", HistoryRows.Start, HistoryRows.Start.AddDays(1)).Count);
    }

    [Fact]
    public void A_restored_journal_says_where_it_came_from_and_goes_far_ahead_of_an_agent_that_still_lives()
    {
        string head;
        using (var journal = DeploymentJournal.Open(_folder.Path, _time))
        {
            journal.Add(Entries.Verdict("v1"));
            (head, _) = journal.CopyTo(_copy.Path, CancellationToken.None);
        }

        RestoredJournal.Claim(
            _copy.Path, new BackupTaken("/b", "host-17", 1, "1.0.0", _time.GetUtcNow(), 1, head, 1), _time);
        using var restored = DeploymentJournal.Open(_copy.Path, _time);
        Assert.Equal(1 + 1 + RestoredJournal.EpochsAhead + 1, restored.Epoch);
        var note = restored.Read(1, 10).Single(record => record.Entry.Kind == RestoredJournal.Kind);
        Assert.Contains("host-17", note.Text(), StringComparison.Ordinal);
        Assert.True(restored.Verify(head).Sound);
    }
}
