using Bellwether.Agent.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace Bellwether.Agent.Tests.Sampling;

public sealed class LaneTests
{
    [Fact]
    public void A_look_that_begins_is_due_and_then_done()
    {
        var lane = Lane(at: 0);
        Assert.True(lane.TryBegin(At(0.5)));
        Assert.Equal(new LaneCount(1, 0, 0, 0), lane.Count(At(0.6)));
        lane.End(LookEnd.Done);
        Assert.Equal(new LaneCount(1, 1, 0, 0), lane.Count(At(0.7)));
    }

    [Fact]
    public void A_cell_has_one_look_however_often_it_ticks()
    {
        var lane = Lane(at: 0);
        Assert.True(lane.TryBegin(At(0.5)));
        lane.End(LookEnd.Done);
        Assert.False(lane.TryBegin(At(0.9)));
        Assert.True(lane.TryBegin(At(1.48)));
        lane.End(LookEnd.Done);
        Assert.False(lane.TryBegin(At(1.5)));
        Assert.Equal(new LaneCount(2, 2, 0, 0), lane.Count(At(1.6)));
    }

    [Theory]
    [InlineData(1.249, false)]
    [InlineData(1.25, true)]
    public void A_tick_later_than_its_cell_is_missed_and_takes_nothing_from_the_next(double at, bool taken)
    {
        var lane = Lane(at: 0);
        Assert.Equal(taken, lane.TryBegin(At(at)));
        Assert.Equal(!taken, lane.TryBegin(At(1.5)));
        Assert.Equal(new LaneCount(2, 0, 1, 0), lane.Count(At(1.6)));
    }

    [Fact]
    public void A_tick_that_finds_the_look_before_still_running_is_missed_not_queued()
    {
        var lane = Lane(at: 0);
        Assert.True(lane.TryBegin(At(0.5)));
        Assert.False(lane.TryBegin(At(1.5)));
        lane.End(LookEnd.Done);
        Assert.False(lane.TryBegin(At(1.6)));
        Assert.True(lane.TryBegin(At(2.5)));
        Assert.Equal(new LaneCount(3, 1, 1, 0), lane.Count(At(2.6)));
    }

    [Fact]
    public void Cells_without_a_tick_are_missed_even_if_no_tick_ever_comes()
    {
        var lane = Lane(at: 0);
        Assert.Equal(new LaneCount(0, 0, 0, 0), lane.Count(At(0.99)));
        Assert.Equal(new LaneCount(1, 0, 1, 0), lane.Count(At(1)));
        Assert.Equal(new LaneCount(5, 0, 5, 0), lane.Count(At(5.2)));
        Assert.True(lane.TryBegin(At(5.5)));
        Assert.Equal(new LaneCount(6, 0, 5, 0), lane.Count(At(5.6)));
    }

    [Fact]
    public void A_lane_made_after_the_middle_of_a_cell_owes_it_nothing()
    {
        var lane = Lane(at: 0.5);
        Assert.False(lane.TryBegin(At(0.6)));
        Assert.Equal(new LaneCount(0, 0, 0, 0), lane.Count(At(1.4)));
        Assert.True(lane.TryBegin(At(1.5)));
    }

    [Fact]
    public void A_look_that_failed_counts_as_done_and_one_that_we_dropped_as_missed()
    {
        var lane = Lane(at: 0);
        lane.TryBegin(At(0.5));
        lane.End(LookEnd.Failed);
        lane.TryBegin(At(1.5));
        lane.End(LookEnd.Dropped);
        Assert.Equal(new LaneCount(2, 1, 1, 1), lane.Count(At(1.6)));
    }

    [Fact]
    public void A_look_that_was_given_up_is_done_and_keeps_its_lane_until_the_probe_ends()
    {
        var lane = Lane(at: 0);
        lane.TryBegin(At(0.5));
        Assert.True(lane.TryGiveUp());
        Assert.False(lane.TryGiveUp());
        Assert.True(lane.IsStuck);
        Assert.Equal(new LaneCount(1, 1, 0, 0, Overdue: 1), lane.Count(At(0.9)));
        Assert.False(lane.TryBegin(At(1.5)));
        Assert.Equal(new LaneCount(2, 1, 1, 0, Overdue: 1), lane.Count(At(1.6)));
        Assert.False(lane.TryLand());
        lane.End(LookEnd.Dropped);
        Assert.False(lane.IsStuck);
        Assert.True(lane.TryBegin(At(2.5)));
        lane.End(LookEnd.Done);
        Assert.Equal(new LaneCount(3, 2, 1, 0, Overdue: 1), lane.Count(At(2.6)));
    }

    [Fact]
    public void A_look_that_has_landed_is_given_up_no_more()
    {
        var lane = Lane(at: 0);
        lane.TryBegin(At(0.5));
        Assert.True(lane.TryLand());
        Assert.False(lane.TryGiveUp());
        lane.End(LookEnd.Done);
        Assert.Equal(new LaneCount(1, 1, 0, 0), lane.Count(At(0.6)));
    }

    [Fact]
    public void One_tick_of_a_lane_waits_for_a_place_and_no_second_one()
    {
        var lane = Lane(at: 0);
        Assert.True(lane.TryWait());
        Assert.False(lane.TryWait());
        lane.EndWait();
        Assert.True(lane.TryWait());
    }

    [Fact]
    public void After_the_clock_was_set_the_lane_goes_on_without_inventing_misses()
    {
        var lane = Lane(at: 7200);
        lane.TryBegin(At(7200.5));
        lane.End(LookEnd.Done);
        Assert.Equal(At(3600.5), lane.Restart(At(3600.2)));
        Assert.True(lane.TryBegin(At(3600.5)));
        lane.End(LookEnd.Done);
        lane.Restart(At(1_000_000));
        Assert.Equal(new LaneCount(2, 2, 0, 0), lane.Count(At(1_000_000.4)));
    }

    [Theory]
    [InlineData(10.5, 0)]
    [InlineData(10.48, 0)]
    [InlineData(10.6, 100)]
    [InlineData(10.999, 499)]
    public void Lateness_is_measured_from_the_middle_of_the_cell(double at, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), Lane(at: 0).Lateness(At(at)));

    [Fact]
    public void Due_is_always_done_and_missed_and_what_is_under_way() => Prop.ForAll(
        Gen.Choose(0, 3000).Zip(Gen.Choose(0, 3)).ListOf().ToArbitrary(), steps =>
        {
            var lane = Lane(at: 0);
            var now = 0.0;
            var looking = 0;
            foreach (var (gap, act) in steps)
            {
                now += gap / 1000.0;
                if (act == 0 && looking == 1)
                {
                    lane.End(LookEnd.Done);
                    looking = 0;
                }
                else if (act > 1 && lane.TryBegin(At(now)))
                {
                    looking = 1;
                }

                var count = lane.Count(At(now));
                if (count.Due != count.Done + count.Missed + looking || count.Due > now + 1)
                    return false;
            }

            return true;
        }).QuickCheckThrowOnFailure();

    private static DateTimeOffset At(double seconds) =>
        DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Round(seconds * 1000));

    private static Lane Lane(double at) =>
        new(1, Probing.Every(TimeSpan.FromSeconds(1), _ => throw new InvalidOperationException()), At(at), default);
}
