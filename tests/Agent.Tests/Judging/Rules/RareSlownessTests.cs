using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging.Rules;

/// <summary>A service that answers below its lowest bucket bound, where its 95th percentile cannot be told.</summary>
public sealed class RareSlownessTests
{
    private static readonly Point Fast = Buckets(1000, 0, 0);

    [Fact]
    public void A_service_faster_than_its_lowest_bound_is_promoted()
    {
        var judgement = Judged(30, Fast.Times(75), Fast.Times(30));
        Assert.Equal((Decision.Promote, null), (judgement.Decision, judgement.Cause));
        Assert.Contains("0 % of 25 000 requests took longer than 5 ms, was 0 % of 75 000", judgement.Summary,
            StringComparison.Ordinal);
        var evidence = Assert.Single(judgement.Evidence);
        Assert.InRange(evidence.High!.Value, 0, 0.005);
        Assert.InRange(evidence.Detectable!.Value, 0, 0.01);
    }

    [Fact]
    public void Its_slowdown_shows_at_the_lowest_bound()
    {
        var judgement = Judged(7, Fast.Times(75), Buckets(900, 100, 0).Times(7));
        Assert.Equal(Decision.Rollback, judgement.Decision);
        Assert.Equal("10 % of 2 000 requests took longer than 5 ms, was 0 % of 75 000; 95 % take up to 10 ms, before up"
            + " to 5 ms, the lowest bound that its histogram has", judgement.Summary);
    }

    [Fact]
    public void Too_few_requests_to_exclude_half_a_percentage_point_are_no_promote()
    {
        var judgement = Judged(30, Buckets(10, 0, 0).Times(75), Buckets(10, 0, 0).Times(30));
        Assert.Equal((Decision.Inconclusive, Cause.NotExcluded), (judgement.Decision, judgement.Cause));
        Assert.Contains("0.5 percentage points is tolerated", judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_more_than_forty_percent_exceed_every_bound_it_is_not_judged_and_says_so()
    {
        var judgement = Judged(30, Buckets(0, 500, 500).Times(75), Buckets(0, 500, 500).Times(30));
        Assert.Equal((Decision.Inconclusive, Cause.NotExcluded), (judgement.Decision, judgement.Cause));
        Assert.Contains("more than 40 % of requests took longer than its highest bucket bound, 10 ms",
            judgement.Summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_slow_request_in_each_of_five_points_is_no_event_however_long_the_history()
    {
        var judgement = Judged(30, Fast.Times(5760), [.. Buckets(1999, 1, 0).Times(12), .. Fast.Times(18)]);
        Assert.Equal(Decision.Promote, judgement.Decision);
        Assert.Equal(["counts"], judgement.Evidence.Select(evidence => evidence.Method));
    }

    [Theory]
    [InlineData(0, nameof(RecoveryState.Recovered))]
    [InlineData(1, nameof(RecoveryState.Pending))]
    public void The_old_version_is_back_where_slow_requests_are_rare_again(int slow, string expected)
    {
        var failed = Judged(7, Fast.Times(75), Buckets(900, 100, 0).Times(7)).Evidence;
        // One slow request of fifty fails nothing, and is far more than half a percentage point.
        var after = Buckets(10, 0, 0).Times(9).Append(Buckets(10 - slow, slow, 0));
        var asked = Watch(10, [Slow], Latency(Fast.Times(75), after, 0.005, 0.01));
        Assert.Equal(expected, Judge.Recovery(asked, failed).State.ToString());
    }

    private static Judgement Judged(int points, IEnumerable<Point> before, IEnumerable<Point> after) =>
        Judge.Watch(Watch(points, [Slow], Latency(before, after, 0.005, 0.01)));
}
