using Bellwether.Agent.Storage;
using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using Bellwether.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Storage.History;

public sealed class HistoryStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(HistoryRows.Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Rows_come_back_oldest_first_then_by_instance()
    {
        using var store = Open();
        store.Append([HistoryRows.Gauge(2, 3), HistoryRows.Gauge(1, 2, instance: "b"), HistoryRows.Gauge(1, 1)]);
        Assert.Equal([1.0, 2.0, 3.0], Read(store).Select(row => row.Sum));
    }

    [Fact]
    public void A_stretch_is_half_open()
    {
        using var store = Open();
        store.Append([HistoryRows.Gauge(0, 0), HistoryRows.Gauge(1, 1), HistoryRows.Gauge(2, 2)]);
        var rows = store.Read("shop", "test", "app.x", HistoryRows.Start.AddSeconds(1),
            HistoryRows.Start.AddSeconds(2));
        Assert.Equal(1.0, Assert.Single(rows).Sum);
    }

    [Fact]
    public void Everything_that_a_row_says_survives_a_restart() => Prop.ForAll(HistoryRows.Any, row =>
    {
        var full = row with { Version = "1.2", Control = true, Instance = "10.0.0.1:80" };
        using (var store = Open()) store.Append([full]);
        using var again = Open();
        return HistoryRows.Everything(Read(again).Single(r => r.At == full.At)) == HistoryRows.Everything(full);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Writing_a_batch_again_changes_nothing()
    {
        using var store = Open();
        store.Append([HistoryRows.Gauge(0, 1)]);
        store.Append([HistoryRows.Gauge(0, 1)]);
        Assert.Equal(1.0, Assert.Single(Read(store)).Count);
    }

    [Fact]
    public void Signals_are_listed_once_whatever_their_instances()
    {
        using var store = Open();
        store.Append([HistoryRows.Gauge(0, 1), HistoryRows.Gauge(0, 1, instance: "b")]);
        store.Append([HistoryRows.Row(0, SignalKind.Rate) with { Signal = "app.requests", Unit = "" }]);
        SignalKey[] expected =
        [
            new("shop", "test", "app.requests", SignalKind.Rate, ""), new("shop", "test", "app.x", SignalKind.Gauge,
            "seconds"),
        ];
        Assert.Equal(expected, store.Signals("shop", "test"));
        Assert.Empty(store.Signals("shop", "production"));
    }

    [Fact]
    public void Rows_older_than_the_limit_go()
    {
        using var store = Open();
        store.Append([HistoryRows.Gauge(0, 1), HistoryRows.Gauge(60, 2)]);
        _time.Advance(TimeSpan.FromDays(14) + TimeSpan.FromSeconds(30));
        store.Prune();
        Assert.Equal(2.0, Assert.Single(Read(store)).Sum);
    }

    [Fact]
    public void A_signal_without_rows_is_forgotten()
    {
        using var store = Open();
        store.Append([HistoryRows.Gauge(0, 1)]);
        _time.Advance(TimeSpan.FromDays(15));
        store.Prune();
        Assert.Empty(store.Signals("shop", "test"));
        store.Append([HistoryRows.Gauge(1, 1)]);
        Assert.Single(store.Signals("shop", "test"));
    }

    [Fact]
    public void The_oldest_rows_make_room_for_new_ones()
    {
        var limits = new HistoryLimits { MaxBytes = 256 << 10, PruneStretch = TimeSpan.FromMinutes(10) };
        using var store = Open(limits);
        for (var minute = 0; minute < 300; minute++)
            store.Append([.. Enumerable.Range(minute * 60, 60).Select(s => HistoryRows.Gauge(s, s + 0.5))]);
        Assert.InRange(new FileInfo(_folder.File("history.db")).Length, 1, limits.MaxBytes);
        Assert.Equal(300 * 60 - 0.5, Read(store)[^1].Sum);
        Assert.Equal(0, store.Health.RowsDropped);
        store.Prune();
        Assert.InRange(store.Health.Bytes, 1, (long)(limits.MaxBytes * 0.9));
    }

    [Fact]
    public void A_damaged_file_is_set_aside_and_a_new_one_begun()
    {
        File.WriteAllText(_folder.File("history.db"), new string('x', 8192));
        using var store = Open();
        store.Append([HistoryRows.Gauge(0, 1)]);
        Assert.Single(Read(store));
        Assert.Equal(_folder.File("history.db.corrupt-20260102T000000Z"), Assert.Single(store.Health.SetAside));
        Assert.StartsWith("history.db: the file is damaged", store.Health.LastError);
    }

    [Fact]
    public void Damage_found_while_running_stops_nobody()
    {
        using var store = Open();
        store.Append([.. Enumerable.Range(0, 5000).Select(s => HistoryRows.Gauge(s, s + 0.5))]);
        using (var file = File.OpenWrite(_folder.File("history.db"))) file.Write(new byte[file.Length]);
        store.Append([HistoryRows.Gauge(9000, 1)]);
        Assert.Equal(1.0, Assert.Single(Read(store)).Sum);
        Assert.Single(store.Health.SetAside);
    }

    [Fact]
    public void Only_the_last_three_damaged_files_are_kept()
    {
        for (var i = 0; i < 5; i++)
        {
            File.WriteAllText(_folder.File("history.db"), new string('x', 8192));
            Open().Dispose();
            _time.Advance(TimeSpan.FromMinutes(1));
        }
        Assert.Equal(["000200Z", "000300Z", "000400Z"],
            Directory.GetFiles(_folder.Path, "*.corrupt-*").Select(path => path[^7..]).Order());
    }

    [Fact]
    public void A_newer_schema_is_refused()
    {
        Open().Dispose();
        using (var file = File.OpenWrite(_folder.File("history.db")))
        {
            file.Position = 63; // the low byte of user_version in SQLite's file header
            file.WriteByte(9);
        }
        var refusal = Assert.Throws<StorageException>(() => Open());
        Assert.Equal(StorageTrouble.TooNew, refusal.Trouble);
        Assert.Equal("history.db has schema 9; this build reads up to 1. "
            + "Run the version of Bellwether that wrote it, or a newer one.", refusal.Message);
    }

    private HistoryStore Open(HistoryLimits? limits = null) => HistoryStore.Open(_folder.Path, _time, limits);

    private static IReadOnlyList<HistoryRow> Read(HistoryStore store) =>
        store.Read("shop", "test", "app.x", HistoryRows.Start, HistoryRows.Start.AddDays(30));
}
