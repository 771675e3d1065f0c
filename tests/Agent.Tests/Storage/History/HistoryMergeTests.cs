using Bellwether.Agent.Storage.History;
using Bellwether.Contracts.Signals;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Storage.History;

public sealed class HistoryMergeTests
{
    [Fact]
    public void Neighbours_become_one_wider_row()
    {
        var merged = HistoryRow.Merge(HistoryRows.Gauge(0, 2), HistoryRows.Gauge(1, 5));
        Assert.Equal(HistoryRows.Gauge(0, 2) with
        {
            Width = TimeSpan.FromSeconds(2),
            Sum = 7,
            Count = 2,
            Min = 2,
            Max = 5
        }, merged);
    }

    [Fact]
    public void Two_instances_become_a_row_of_none()
    {
        var merged = HistoryRow.Merge(HistoryRows.Gauge(0, 2), HistoryRows.Gauge(0, 5, instance: "b"));
        Assert.Equal(("", TimeSpan.FromSeconds(1), 7.0), (merged.Instance, merged.Width, merged.Sum));
    }

    [Fact]
    public void The_extremes_of_an_interval_that_saw_nothing_do_not_count()
    {
        var nothing = HistoryRows.Row(1, SignalKind.Gauge);
        var merged = HistoryRow.Merge(HistoryRows.Gauge(0, 5), nothing);
        Assert.Equal((5.0, 5.0, 1.0), (merged.Min, merged.Max, merged.Count));
    }

    [Fact]
    public void Looks_and_restarts_add_up()
    {
        var row = HistoryRows.Row(0, SignalKind.State) with
        {
            Good = 1,
            BadLooks = 2,
            Refused = 1,
            MissingLooks = 3,
            Restarts = 1
        };
        var merged = HistoryRow.Merge(row, row with { At = row.End });
        Assert.Equal((2, 4, 2, 6, 2), (merged.Good, merged.BadLooks, merged.Refused, merged.MissingLooks,
            merged.Restarts));
    }

    [Fact]
    public void Order_and_grouping_change_no_count() => Prop.ForAll(
        Gen.Choose(0, 1000).ArrayOf(12).ToArbitrary(), counts =>
        {
            var rows = counts.Chunk(4).Select((four, i) => HistoryRows.Latency(i, [.. four
                .Select(n => (double)n)])).ToArray();
            var left = HistoryRow.Merge(HistoryRow.Merge(rows[0], rows[1]), rows[2]);
            var right = HistoryRow.Merge(rows[0], HistoryRow.Merge(rows[2], rows[1]));
            return HistoryRows.Everything(left) == HistoryRows.Everything(right);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Buckets_with_other_bounds_are_added_on_the_bounds_that_both_have()
    {
        var fine = HistoryRows.Latency(0, 1, 2, 3, 4);
        var coarse = HistoryRows.Latency(1) with { Bounds = [0.05, 0.25, 5], Buckets = [10, 20, 30, 40] };
        var merged = HistoryRow.Merge(fine, coarse);
        Assert.Equal([0.25], merged.Bounds);
        Assert.Equal([1 + 2 + 10 + 20.0, 3 + 4 + 30 + 40.0], merged.Buckets);
    }

    [Fact]
    public void An_unknown_sum_stays_unknown() =>
        Assert.True(double.IsNaN(HistoryRow.Merge(
            HistoryRows.Latency(0, 1, 0, 0, 0) with { Sum = double.NaN }, HistoryRows.Latency(1, 1, 0, 0, 0)).Sum));

    [Fact]
    public void The_later_version_is_kept()
    {
        var merged = HistoryRow.Merge(HistoryRows.Gauge(1, 5) with { Version = "2" }, HistoryRows.Gauge(0,
            2) with
        { Version = "1" });
        Assert.Equal("2", merged.Version);
    }

    [Fact]
    public void Different_signals_do_not_merge() => Assert.Throws<ArgumentException>(
        () => HistoryRow.Merge(HistoryRows.Gauge(0, 1), HistoryRows.Gauge(1, 1) with { Signal = "app.y" }));
}
