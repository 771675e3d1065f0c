using Bellwether.Agent.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Sampling;

public sealed class GridTests
{
    [Theory]
    [InlineData(1000, 0, 0, 500)]
    [InlineData(1000, 999, 0, 500)]
    [InlineData(1000, 1000, 1, 1500)]
    [InlineData(1000, -1, -1, -500)]
    [InlineData(15000, 29999, 1, 22500)]
    public void A_tick_is_in_the_middle_of_its_cell(int every, int at, long cell, int tick)
    {
        var grid = new Grid(TimeSpan.FromMilliseconds(every));
        Assert.Equal(cell, grid.CellOf(DateTimeOffset.UnixEpoch.AddMilliseconds(at)));
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(tick), grid.TickOf(cell));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(499, 0)]
    [InlineData(500, 1)]
    [InlineData(501, 1)]
    [InlineData(1499, 1)]
    public void The_next_tick_is_after_the_instant(int at, long cell) =>
        Assert.Equal(cell, new Grid(TimeSpan.FromSeconds(1)).NextCell(DateTimeOffset.UnixEpoch.AddMilliseconds(at)));

    [Fact]
    public void The_cells_of_a_minute_begin_on_the_minute()
    {
        var grid = new Grid(TimeSpan.FromMinutes(1));
        var minute = new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero);
        Assert.Equal(minute.AddSeconds(30), grid.TickOf(grid.CellOf(minute)));
        Assert.Equal(grid.CellOf(minute) - 1, grid.CellOf(minute.AddTicks(-1)));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, 15.625)]
    [InlineData(16, 234.375)]
    [InlineData(17, 0)]
    public void Lanes_look_one_after_the_other_and_none_later_than_a_quarter_behind_the_middle(
        int lane, double milliseconds)
    {
        var every = TimeSpan.FromSeconds(1);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Stagger.Of(lane, every));
        var grid = new Grid(every) { Shift = Stagger.Of(lane, every) };
        Assert.Equal(DateTimeOffset.UnixEpoch.AddMilliseconds(3500 + milliseconds), grid.TickOf(3));
        Assert.Equal(3, grid.CellOf(grid.TickOf(3)));
        Assert.Equal(3, grid.NextCell(grid.TickOf(3).AddTicks(-1)));
    }

    [Fact]
    public void Every_tick_lies_in_its_own_cell() => Prop.ForAll(
        Gen.Choose(1000, 3_600_000).Zip(Gen.Choose(-1_000_000, 1_000_000)).ToArbitrary(), pair =>
        {
            var grid = new Grid(TimeSpan.FromMilliseconds(pair.Item1));
            return grid.CellOf(grid.TickOf(pair.Item2)) == pair.Item2
                && grid.NextCell(grid.TickOf(pair.Item2)) == pair.Item2 + 1;
        }).QuickCheckThrowOnFailure();
}
