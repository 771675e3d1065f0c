using Bellwether.Agent.Sampling;
using Bellwether.Tests;

namespace Bellwether.Agent.Tests.Sampling;

public sealed class ClockTests
{
    [Fact]
    public void The_steady_clock_does_not_follow_a_step_until_it_is_anchored()
    {
        var time = new FakeTimeProvider();
        var steady = new SteadyTime(time);
        var start = steady.GetUtcNow();
        time.Step(TimeSpan.FromHours(-1));
        time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(start.AddSeconds(5), steady.GetUtcNow());
        Assert.Equal(TimeSpan.FromHours(-1), steady.Step);
        steady.Anchor();
        Assert.Equal(time.GetUtcNow(), steady.GetUtcNow());
        Assert.Equal(TimeSpan.Zero, steady.Step);
    }

    [Fact]
    public void The_worst_lateness_is_forgotten_after_a_minute()
    {
        var time = new FakeTimeProvider();
        var worst = new WorstLateness(time);
        Assert.Equal(TimeSpan.Zero, worst.Read());
        worst.Note(TimeSpan.FromMilliseconds(300));
        time.Advance(TimeSpan.FromSeconds(30));
        worst.Note(TimeSpan.FromMilliseconds(200));
        worst.Note(TimeSpan.FromMilliseconds(100));
        Assert.Equal(TimeSpan.FromMilliseconds(300), worst.Read());
        time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal(TimeSpan.FromMilliseconds(200), worst.Read());
        time.Advance(TimeSpan.FromHours(3));
        Assert.Equal(TimeSpan.Zero, worst.Read());
    }
}
