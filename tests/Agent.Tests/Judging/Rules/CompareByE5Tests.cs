using Bellwether.Agent.Configuration.Plans;
using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Signals;
using Bellwether.Contracts.Verdicts;
using static Bellwether.Agent.Tests.Judging.Story;

namespace Bellwether.Agent.Tests.Judging.Rules;

/// <summary>Three days of a gauge at points of 15 s, with a daily cycle, seen at one point of it.</summary>
public sealed class CompareByE5Tests
{
    private const int DayPoints = 5760;

    private static readonly CompareRulePlan Cpu = new() { Name = "cpu", Signal = "cpu", Direction = Direction.Either };

    [Theory]
    [InlineData(1.0, Outcome.Pass)]
    [InlineData(2.5, Outcome.Fail)]
    [InlineData(0.1, Outcome.Fail)]
    public void The_fifth_point_beyond_the_usual_fails_on_either_side(double factor, Outcome expected) =>
        Assert.Equal(expected, Judged(Cpu, 3 * DayPoints, factor).Outcome);

    [Fact]
    public void A_fall_is_no_harm_where_only_an_increase_is() =>
        Assert.Equal(Outcome.Pass, Judged(Cpu with { Direction = Direction.Increase }, 3 * DayPoints, 0.1).Outcome);

    [Fact]
    public void Four_points_are_not_five()
    {
        Assert.NotEqual(Outcome.Fail, Judged(Cpu, 3 * DayPoints, 2.5, points: 9).Outcome);
        Assert.Equal(Outcome.Fail, Judged(Cpu, 3 * DayPoints, 2.5, points: 10).Outcome);
    }

    [Fact]
    public void Under_a_day_it_is_not_judged_and_says_so()
    {
        var evidence = Judged(Cpu, DayPoints - 1, 2.5);
        Assert.Equal((Outcome.Inconclusive, Cause.NoBaseline), (evidence.Outcome, evidence.Cause));
        Assert.Equal("cpu is not judged: less than a day of history", evidence.Explanation);
        Assert.Equal(Outcome.Fail, Judged(Cpu, DayPoints, 2.5).Outcome);
    }

    [Fact]
    public void A_critical_gauge_is_never_bounded() =>
        Assert.Equal(Cause.NotExcluded, Judged(Cpu with { Critical = true }, 3 * DayPoints, 1).Cause);

    [Fact]
    public void It_stands_beside_the_counts_of_slow_requests_from_a_day_on()
    {
        string[] Methods(int before) => [.. Judge.Watch(Watch(30, [Slow],
            Latency(Buckets(90, 10).Times(before), Buckets(90, 10).Times(30), 0.1)))
                .Evidence.Select(evidence => evidence.Method)];
        Assert.Equal(["counts"], Methods(DayPoints - 1));
        Assert.Equal(["counts", "e5"], Methods(DayPoints));
    }

    [Fact]
    public void Where_counts_have_nothing_to_say_it_is_left_out()
    {
        Evidence Single(IEnumerable<Point> after) => Assert.Single(Judge.Watch(Watch(30, [Slow],
            Latency(Buckets(90, 10).Times(DayPoints), after, 0.1))).Evidence);
        Assert.Equal(Cause.NoData, Single([]).Cause);
        Assert.Equal(Cause.TooLittleTraffic, Single(Buckets(1, 0).Times(30)).Cause);
    }

    private static Evidence Judged(CompareRulePlan plan, int before, double factor, int points = 30)
    {
        var dice = new Dice(3);
        double Normal(int t) => 0.4 + 0.1 * Math.Sin(2 * Math.PI * t / DayPoints) + 0.02 * dice.Normal();
        List<Point> old = [.. Enumerable.Range(-before, before).Select(t => Level(Normal(t)))];
        List<Point> young = [.. Enumerable.Range(0, 30).Select(t => Level(factor * Normal(t)))];
        return Judge.Watch(Watch(points, [plan], Signal("cpu", SignalKind.Gauge, old, young))).Evidence.Single();
    }
}
