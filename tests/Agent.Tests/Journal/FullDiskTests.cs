using Bellwether.Agent.Journal;
using Bellwether.Agent.Storage.History;
using Bellwether.Agent.Tests.Storage;
using Bellwether.Agent.Tests.Storage.History;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Journal;

/// <summary>A file system that is really full.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new();
    private bool _mounted;

    public void Dispose()
    {
        if (_mounted) TmpfsFactAttribute.Run("umount", _folder.Path);
        _folder.Dispose();
    }

    [TmpfsFact]
    public void Verdicts_are_kept_and_move_into_the_journal_when_room_is_made()
    {
        Mount();
        using var journal = Open();
        journal.Add(Entries.Verdict("before"));
        FillDisk();
        var record = journal.Add(Entries.Verdict("during", new string('v', 3000)));
        journal.Acknowledge("hook", record.Sequence);
        Assert.Equal((true, true), (journal.Health.Durable, journal.Health.ReserveInUse));

        File.Delete(_folder.File("filler"));
        Assert.True(journal.Recover());
        Assert.False(journal.Health.ReserveInUse);
        journal.Add(Entries.Verdict("after"));
        Assert.Empty(journal.Verify(record.Hash).Faults);
    }

    [TmpfsFact]
    public void A_start_on_a_full_disk_finds_everything()
    {
        Mount();
        using (var journal = Open()) journal.Add(Entries.Verdict("before"));
        FillDisk();
        using (var journal = Open())
        {
            Assert.Equal((2, true), (journal.Epoch, journal.Health.Durable));
            journal.Add(Entries.Verdict("during"));
        }
        using var again = Open();
        Assert.Equal((3, 2), (again.Epoch, again.LastSequence));
        Assert.NotNull(again.Find("during"));
        Assert.Empty(again.Verify(null).Faults);
    }

    [TmpfsFact]
    public void The_history_loses_rows_counts_them_and_goes_on()
    {
        Mount();
        using var store = HistoryStore.Open(_folder.Path, _time);
        store.Append([HistoryRows.Gauge(0, 1)]);
        FillDisk();
        store.Append([.. Enumerable.Range(1, 5000).Select(s => HistoryRows.Gauge(s, s + 0.5))]);
        Assert.Equal(5000, store.Health.RowsDropped);
        File.Delete(_folder.File("filler"));
        store.Append([HistoryRows.Gauge(9000, 2)]);
        Assert.Equal(2.0, store.Read("shop", "test", "app.x", HistoryRows.Start, HistoryRows.Start.AddDays(1))[^1].Sum);
    }

    private DeploymentJournal Open() => DeploymentJournal.Open(_folder.Path, _time);

    private void Mount()
    {
        _mounted = TmpfsFactAttribute.Run("mount", "-t", "tmpfs", "-o", "size=1m", "none", _folder.Path);
        Assert.True(_mounted);
    }

    private void FillDisk()
    {
        using var filler = new FileStream(_folder.File("filler"), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        var page = new byte[4096];
        try
        {
            while (true) filler.Write(page);
        }
        catch (IOException)
        {
            // That was the last page.
        }
    }
}
