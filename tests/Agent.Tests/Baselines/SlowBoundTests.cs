using Bellwether.Agent.Baselines;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Agent.Tests.Judging;

namespace Bellwether.Agent.Tests.Baselines;

public sealed class SlowBoundTests
{
    private static readonly double[] Bounds = [0.05, 0.1, 0.25];

    [Fact]
    public void The_bound_nearest_to_the_95th_percentile_is_chosen() =>
        Assert.Equal(0.1, Choose([50, 43, 6.5, 0.5], 0.95)?.Seconds);

    [Fact]
    public void A_p99_rule_counts_at_its_own_bound() => Assert.Equal(0.25, Choose([50, 43, 6.5, 0.5], 0.99)?.Seconds);

    [Fact]
    public void A_bound_that_more_than_forty_percent_exceed_is_never_chosen() =>
        Assert.Equal(0.25, Choose([20, 30, 49, 1], 0.5)?.Seconds);

    [Theory]
    [InlineData(100_000, 99, 0, 0, 0.05)]
    [InlineData(30_000, 70_000, 99, 0, 0.1)]
    [InlineData(100, 0, 0, 0, 0.05)]
    public void Where_none_lies_between_a_tenth_of_a_percent_and_forty_it_is_the_lowest_that_hardly_any_exceed(
        double first, double second, double third, double above, double expected)
    {
        var slow = Choose([first, second, third, above], 0.95);
        Assert.Equal((expected, true), (slow?.Seconds, slow?.Rare));
    }

    [Theory]
    [InlineData(10, 10, 10, 70)]
    [InlineData(0, 0, 0, 0)]
    public void Where_all_are_exceeded_by_most_or_nothing_was_asked_there_is_no_bound(
        double first, double second, double third, double above) =>
            Assert.Null(Choose([first, second, third, above], 0.95));

    [Fact]
    public void Masked_and_misshapen_points_are_left_out()
    {
        var points = new List<Point>
        {
            Story.Buckets(0, 0, 0, 1000)
                with { Masked = true }, Story.Buckets(1, 2), Story.Buckets(double.NaN, 1, 1, 1),
            Story.Buckets(50, 43, 6.5, 0.5),
        };
        Assert.Equal(0.1, SlowBound.Choose(new(Story.T0, TimeSpan.FromSeconds(1), points), Bounds, 0.95)?.Seconds);
    }

    [Fact]
    public void A_slowdown_is_told_to_the_next_bound()
    {
        var slow = Choose([50, 43, 6.5, 0.5], 0.95)!;
        Assert.Equal(2, slow.SlowdownTo(0.3, Bounds));
        Assert.Null(slow.SlowdownTo(0.6, Bounds));
    }

    private static SlowBound? Choose(double[] buckets, double quantile) =>
        SlowBound.Choose(new(Story.T0, TimeSpan.FromSeconds(1), [Story.Buckets(buckets)]), Bounds, quantile);
}
