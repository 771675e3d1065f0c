using Bellwether.Agent.Judging;
using Bellwether.Agent.Signals.Snapshots;
using Bellwether.Contracts.Verdicts;
using Xunit.Abstractions;

namespace Bellwether.Agent.Tests.Judging;

/// <summary>What the count judge does to healthy and to faulty versions, over many deployments of a service made of
/// dice.</summary>
public sealed class SimulationTests(ITestOutputHelper output)
{
    private static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5,
        10];

    [Theory]
    [InlineData(50, 0.0, 0.45)]
    [InlineData(100, 0.0, 0.80)]
    [InlineData(200, 0.0, 0.95)]
    [InlineData(200, 0.4, 0.60)]
    public void A_healthy_version_is_promoted_mostly_and_rolled_back_hardly_ever(
        int requests, double wander, double promoted)
    {
        var tally = Run(600, new Service { Requests = requests, Wander = wander, Periods = (10, 40) });
        Assert.InRange(tally.Promoted, promoted, 1);
        Assert.InRange(tally.RolledBack, 0, 0.03);
    }

    /// <summary>A measured limit, written down in compare's README: a service that wanders more slowly than it was
    /// watched looks like a change.</summary>
    [Fact]
    public void A_slow_wander_with_little_history_is_the_known_limit()
    {
        var tally = Run(600, new Service { Requests = 200, Wander = 0.4 });
        Assert.InRange(tally.Promoted, 0.55, 1);
        Assert.InRange(tally.RolledBack, 0, 0.16);
    }

    [Fact]
    public void Rare_pauses_of_a_service_below_its_lowest_bound_roll_hardly_anything_back()
    {
        var tally = Run(1200, new Service { Requests = 250, Slowdown = 0.02, Was = 0.02, Pauses = 0.02 });
        Assert.InRange(tally.Promoted, 0.80, 1);
        Assert.InRange(tally.RolledBack, 0, 0.04);
    }

    [Fact]
    public void A_service_below_its_lowest_bound_that_gets_five_times_slower_is_found_at_the_first_looks()
    {
        var tally = Run(300, new Service { Requests = 250, Slowdown = 0.1, Was = 0.02, Pauses = 0.02 });
        Assert.InRange(tally.RolledBack, 0.99, 1);
        Assert.InRange(tally.PointsToFind, 5, 5 + 3);
    }

    [Fact]
    public void Three_percent_of_errors_over_a_tenth_of_a_percent_are_found_within_a_few_points()
    {
        var tally = Run(300, new Service { Requests = 100, NewErrors = 0.03 });
        Assert.InRange(tally.RolledBack, 0.99, 1);
        Assert.InRange(tally.PointsToFind, 5, 5 + 6);
    }

    [Fact]
    public void A_slowdown_of_four_fifths_is_found_at_the_first_looks()
    {
        var tally = Run(300, new Service { Requests = 100, Slowdown = 1.8 });
        Assert.InRange(tally.RolledBack, 0.99, 1);
        Assert.InRange(tally.PointsToFind, 5, 5 + 3);
    }

    [Fact]
    public void The_demo_s_good_version_is_promoted_nearly_always()
    {
        var tally = Run(1200, new Service { Requests = 250, Errors = 0.0005, Wander = 0.2 });
        Assert.InRange(tally.Promoted, 0.95, 1);
        Assert.InRange(tally.RolledBack, 0, 0.01);
    }

    [Theory]
    [InlineData(1.8, 0.0005)]
    [InlineData(1.0, 0.03)]
    public void The_demo_s_faulty_versions_are_always_rolled_back(double slowdown, double errors)
    {
        var tally = Run(300, new Service
        {
            Requests = 250,
            Errors = 0.0005,
            Wander = 0.2,
            Slowdown = slowdown,
            NewErrors = errors,
        });
        Assert.Equal(1, tally.RolledBack);
    }

    private Tally Run(int deployments, Service service)
    {
        var (promoted, rolledBack, points, promotedAt) = (0, 0, 0, 0);
        for (var i = 0; i < deployments; i++)
        {
            var judgement = Deploy(new Dice(7919 * (ulong)i + 1), service);
            if (judgement.Decision == Decision.Promote) (promoted, promotedAt) = (
                promoted + 1, promotedAt + judgement.Points);
            if (judgement.Decision == Decision.Rollback) (rolledBack, points) = (
                rolledBack + 1, points + judgement.Points);
        }

        var tally = new Tally((double)promoted / deployments, (double)rolledBack / deployments,
            rolledBack == 0 ? 0 : (double)points / rolledBack);
        output.WriteLine(
            $"{service}: promoted {tally.Promoted:P1} after {(double)promotedAt / Math.Max(1, promoted):0.0} points,"
            + $" rolled back {tally.RolledBack:P1} after {tally.PointsToFind:0.0} points, of {deployments}");
        return tally;
    }

    private static Judgement Deploy(Dice dice, Service service)
    {
        var phase = dice.Uniform() * 2 * Math.PI;
        var period = service.Periods.From + (service.Periods.To - service.Periods.From) * dice.Uniform();
        var policy = Story.Policy;
        var (before, after) = (75, policy.WindowPoints);
        List<Point> errors = [], latency = [];
        for (var t = 0; t < before + after; t++)
        {
            var isNew = t >= before;
            errors.Add(Story.Pair(
                dice.Binomial(service.Requests, isNew ? service.NewErrors ?? service.Errors : service.Errors),
                service.Requests));
            // Log-odds of "slower than 100 ms" move 5.2 times as fast as the log of the median, near 55 ms and σ 0.4.
            var median = 0.055 * Math.Exp(service.Wander / 5.2 * Math.Sin(2 * Math.PI * t / period + phase))
                * (isNew ? service.Slowdown : service.Was);
            var buckets = Spread(dice, service.Requests, median);
            // One pause catches several requests.
            if (service.Pauses > 0 && dice.Uniform() < service.Pauses) buckets[3] += 1 + dice.Next() % 8;
            latency.Add(Story.Buckets(buckets));
        }

        Judgement? last = null;
        foreach (var look in LookSchedule.Of(policy.WarmUpPoints, policy.WindowPoints))
        {
            last = Judge.Watch(Story.Watch(look, [Story.Errors, Story.Slow],
                Story.Ratio(errors.Take(before), errors.Skip(before)),
                Story.Latency(latency.Take(before), latency.Skip(before), Bounds)));
            if (last.Decision != Decision.Pending) break;
        }

        return last!;
    }

    private static double[] Spread(Dice dice, int requests, double median)
    {
        var buckets = new double[Bounds.Length + 1];
        for (var i = 0; i < requests; i++)
        {
            var seconds = median * Math.Exp(0.4 * dice.Normal());
            var at = 0;
            while (at < Bounds.Length && seconds > Bounds[at]) at++;
            buckets[at]++;
        }

        return buckets;
    }

    private sealed record Service
    {
        public required int Requests { get; init; }

        public double Errors { get; init; } = 0.001;

        public double? NewErrors { get; init; }

        public double Slowdown { get; init; } = 1;

        /// <summary>Factor on the latency of the old version.</summary>
        public double Was { get; init; } = 1;

        /// <summary>Share of points with a pause of 25 to 50 ms that catches one to eight requests.</summary>
        public double Pauses { get; init; }

        /// <summary>Amplitude of a sine in the log-odds of being slow.</summary>
        public double Wander { get; init; }

        /// <summary>Its period in points, between these two.</summary>
        public (double From, double To) Periods { get; init; } = (60, 360);
    }

    private sealed record Tally(double Promoted, double RolledBack, double PointsToFind);
}
