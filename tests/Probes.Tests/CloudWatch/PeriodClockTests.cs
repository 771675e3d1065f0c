using Bellwether.Probes.CloudWatch;

namespace Bellwether.Probes.Tests.CloudWatch;

public sealed class PeriodClockTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 2, 12, 0, 0, TimeSpan.Zero);

    private readonly PeriodClock _clock = new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(3));

    [Theory]
    [InlineData(0, -4)]
    [InlineData(59, -4)]
    [InlineData(60, -3)]
    public void The_newest_period_that_is_surely_complete_ended_the_delay_ago(int seconds, int minutes) =>
        Assert.Equal(Noon.AddMinutes(minutes), _clock.Next(Noon.AddSeconds(seconds)));

    [Fact]
    public void Each_period_is_brought_once_and_in_order_however_the_looks_jitter()
    {
        List<DateTimeOffset> brought = [];
        for (var i = 0; i < 200; i++)
        {
            // A moment early, a moment late: some minutes have two looks, and some none.
            var now = Noon.AddMinutes(i).AddSeconds(i % 3 == 0 ? -0.4 : i % 7 == 0 ? 0.9 : 0.1);
            if (_clock.Next(now) is not { } next) continue;
            brought.Add(next);
            _clock.Brought = next;
            Assert.True(next.AddMinutes(4) <= now, $"{next} at {now} may not be complete");
        }

        Assert.Equal(Enumerable.Range(0, brought.Count).Select(i => brought[0].AddMinutes(i)), brought);
        Assert.InRange(brought.Count, 198, 200);
    }

    [Fact]
    public void What_was_missed_for_long_stays_missing()
    {
        _clock.Brought = Noon.AddMinutes(-4);
        Assert.Null(_clock.Next(Noon.AddSeconds(30)));
        Assert.Equal(Noon.AddMinutes(-3), _clock.Next(Noon.AddMinutes(2)));
        Assert.Equal(Noon.AddMinutes(-1), _clock.Next(Noon.AddMinutes(3)));
    }

    [Fact]
    public void A_clock_that_was_set_back_brings_nothing_twice()
    {
        _clock.Brought = Noon;
        Assert.Null(_clock.Next(Noon.AddMinutes(-30)));
    }
}
