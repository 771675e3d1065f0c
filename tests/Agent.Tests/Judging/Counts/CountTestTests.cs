using Bellwether.Agent.Baselines;
using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Judging.Counts;

namespace Bellwether.Agent.Tests.Judging.Counts;

public sealed class CountTestTests
{
    [Fact]
    public void The_deviance_of_a_two_by_two_table_is_the_textbook_s()
    {
        // G² of (20, 80 | 10, 90): 2 Σ observed · log(observed / expected) = 3.989.
        var root = CountTest.SignedRoot(CountPair.Of(20, 100), CountPair.Of(10, 100));
        Assert.Equal(3.989, root * root, 2);
        Assert.Equal(-root, CountTest.SignedRoot(CountPair.Of(10, 100), CountPair.Of(20, 100)), 12);
    }

    [Fact]
    public void Equal_shares_deviate_by_nothing() =>
        Assert.Equal(0, CountTest.SignedRoot(CountPair.Of(10, 100), CountPair.Of(100, 1000)), 6);

    [Theory]
    [InlineData(2.99, double.NegativeInfinity)]
    [InlineData(3, 3.9)]
    [InlineData(5, 5.44)]
    public void Evidence_begins_at_three(double deviation, double nats) =>
        Assert.Equal(nats, CountTest.Nats(deviation), 10);

    [Theory]
    [InlineData(1, 3, false)]
    [InlineData(20, 20, true)]
    [InlineData(3, 1000, false)]
    [InlineData(4, 1000, true)]
    public void A_breach_needs_half_as_many_again_and_three_extra(double bad, double total, bool enough) =>
        Assert.Equal(
            enough, CountTest.LargeEnough(CountPair.Of(bad, total), CountPair.Of(10, 18000), 0.1, Direction.Increase));

    [Fact]
    public void A_baseline_without_errors_counts_as_half_a_one_in_the_ratio()
    {
        var clean = CountPair.Of(0, 100);
        Assert.False(CountTest.LargeEnough(CountPair.Of(7, 1000), clean, 0.5, Direction.Increase));
        Assert.True(CountTest.LargeEnough(CountPair.Of(8, 1000), clean, 0.5, Direction.Increase));
    }

    [Theory]
    [InlineData(nameof(Direction.Increase), false)]
    [InlineData(nameof(Direction.Decrease), true)]
    [InlineData(nameof(Direction.Either), true)]
    public void A_fall_speaks_only_where_a_fall_is_bad(string direction, bool crosses)
    {
        var finding = CountWatch.Examine(
            Question(Enum.Parse<Direction>(direction), CountPair.Of(10, 100), CountPair.Of(2, 100)));
        Assert.Equal(crosses, finding.CrossedAt is not null);
    }

    [Fact]
    public void Strength_is_the_greatest_over_all_looks_also_after_the_deciding_one()
    {
        var question = Question(Direction.Increase, CountPair.Of(1, 100), CountPair.Of(10, 100));
        var finding = CountWatch.Examine(question);
        Assert.Equal(7, finding.CrossedAt);
        Assert.Equal(200, finding.Counts.Total);
        Assert.True(finding.Strength > CountWatch.Examine(question with { Looks = [7] }).Strength);
    }

    [Fact]
    public void The_warm_up_is_not_counted()
    {
        var question = Question(Direction.Increase, CountPair.Of(1, 100), CountPair.Of(1, 100)) with
        {
            Observed = [.. Enumerable.Repeat(CountPair.Of(100, 100), 5),
                .. Enumerable.Repeat(CountPair.Of(1, 100), 25)],
        };
        Assert.Null(CountWatch.Examine(question).CrossedAt);
    }

    [Fact]
    public void The_smallest_share_seen_would_be_seen_and_a_smaller_one_would_not()
    {
        var question = Question(Direction.Increase, CountPair.Of(1, 100), CountPair.Of(1, 100));
        var share = CountWatch.SmallestShareSeen(question, 2500)!.Value;
        bool Crosses(double at) => CountWatch.Examine(question with
        {
            Looks = [30],
            Observed = [.. Enumerable.Repeat(CountPair.Of(at * 100, 100), 30)],
        }).CrossedAt is not null;
        Assert.True(Crosses(share * 1.0001));
        Assert.False(Crosses(share * 0.999));
    }

    private static CountQuestion Question(Direction direction, CountPair before, CountPair after) => new()
    {
        Baseline = CountBaseline.Of([.. Enumerable.Repeat(before, 75)]),
        Observed = [.. Enumerable.Repeat(after, 30)],
        From = 5,
        Looks = LookSchedule.Of(5, 30),
        Direction = direction,
        Needed = -Math.Log(0.05),
        LogWeight = Math.Log(0.5),
    };
}
