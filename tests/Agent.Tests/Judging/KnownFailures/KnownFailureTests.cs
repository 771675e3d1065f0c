using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Cases;
using Bellwether.Contracts.Verdicts;
using Xunit.Abstractions;
using static Bellwether.Agent.Tests.Judging.MadePairs;
using static Bellwether.Agent.Tests.Judging.MadeSeries;

namespace Bellwether.Agent.Tests.Judging.KnownFailures;

/// <summary>What the best-known canary judge gets wrong. Rates are over fixed seeds; margins are three standard errors
/// or more.</summary>
public sealed class KnownFailureTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(30, 0.5)]
    [InlineData(60, 0.5)]
    [InlineData(60, 0.55)]
    [InlineData(60, 0.6)]
    public void A_threefold_level_that_starts_late_is_found(int points, double share)
    {
        var found = CountOf(200, dice =>
        {
            var late = Noise(dice, points, 100, 15);
            for (var i = (int)(points * (1 - share)); i < points; i++) late[i] *= 3;
            return Of(Noise(dice, points, 100, 15), late);
        }, Decision.Rollback);
        output.WriteLine($"{points} points, {share:P0} of them threefold: found in {found} of 200");
        Assert.True(found >= 185, $"{found}");
    }

    [Theory]
    [InlineData(0.8, 30)]
    [InlineData(0.8, 60)]
    [InlineData(0.8, 240)]
    [InlineData(0.95, 30)]
    [InlineData(0.95, 60)]
    [InlineData(0.95, 240)]
    public void Healthy_autocorrelated_pairs_are_not_rolled_back(double carry, int points)
    {
        var failed = CountOf(400, dice => Of(
            MadeSeries.Autoregression(dice, points, carry, (100, 20)),
            MadeSeries.Autoregression(dice, points, carry, (100, 20))), Decision.Rollback);
        output.WriteLine($"carry {carry}, {points} points: {failed} of 400 healthy ones rolled back");
        Assert.InRange(failed, 0, 400 * (0.05 + 3 * 0.011));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.15)]
    [InlineData(0.1)]
    public void Errors_in_few_points_over_a_baseline_without_any_are_found(double share)
    {
        bool Bad(int i) => i % (int)(1 / share) == 0;
        CountPair[] none = [.. Enumerable.Range(0, 120).Select(_ => CountPair.Of(0, 100))];
        CountPair[] some = [.. Enumerable.Range(0, 60).Select(i => CountPair.Of(Bad(i) ? 5 : 0, 100))];
        Assert.Equal(Decision.Rollback, CaseJudge.Judge(OfCounts(none, some)).Decision);

        // As levels, where nobody counted the requests.
        double[] errors = [.. Enumerable.Range(0, 60).Select(i => Bad(i) ? 0.05 : 0)];
        var answer = CaseJudge.Judge(Of(MadeSeries.Constant(60, 0), errors));
        Assert.Equal(Decision.Rollback, answer.Decision);
        Assert.Null(answer.Evidence[0].Effect);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(5, 0.5)]
    [InlineData(10, 0.8)]
    [InlineData(20, 0.95)]
    public void Five_times_the_errors_on_a_quiet_service_are_never_promoted(int requests, double found)
    {
        var (rolledBack, promoted) = (0, 0);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var dice = new Dice(seed);
            var answer = CaseJudge.Judge(OfCounts(Pairs(dice, 300, requests, 0.01), Pairs(dice, 60, requests, 0.05)));
            if (answer.Decision == Decision.Rollback) rolledBack++;
            else if (answer.Decision == Decision.Promote) promoted++;
            else Assert.Equal(Cause.NotExcluded, answer.Cause);
        }

        output.WriteLine($"{requests} requests a point: {rolledBack} of 200 rolled back, {promoted} promoted");
        Assert.Equal(0, promoted);
        Assert.True(rolledBack >= 200 * found, $"{rolledBack}");
    }

    [Fact]
    public void Values_around_a_millionth_are_values()
    {
        Assert.True(CountOf(50, dice => Of(Noise(dice, 60, 1e-6, 1e-7), Noise(dice, 60, 2e-6, 1e-7)),
            Decision.Rollback) == 50);
        Assert.True(CountOf(50, dice => Of(Noise(dice, 60, 1e-6, 1e-7), Noise(dice, 60, 1e-6, 1e-7)),
            Decision.Promote) >= 47);
    }

    [Fact]
    public void A_level_that_rises_from_minus_100_to_minus_50_is_found()
    {
        Assert.True(CountOf(50, dice => Of(Noise(dice, 60, -100, 5), Noise(dice, 60, -50, 5)),
            Decision.Rollback) == 50);
        Assert.True(CountOf(50, dice => Of(Noise(dice, 60, -50, 5), Noise(dice, 60, -100, 5)),
            Decision.Rollback) == 0);
    }

    [Fact]
    public void One_infinite_point_neither_condemns_nor_excuses()
    {
        double[] With(double[] levels) => [.. levels.Select((x, i) => i == 17 ? double.PositiveInfinity : x)];
        Assert.True(CountOf(50, dice => Of(Noise(dice, 60, 100, 5), With(Noise(dice, 60, 100, 5))),
            Decision.Promote) >= 47);
        Assert.True(CountOf(50, dice => Of(Noise(dice, 60, 100, 5), With(Noise(dice, 60, 160, 5))),
            Decision.Rollback) == 50);
        Assert.True(CountOf(50, dice => Of(With(Noise(dice, 60, 100, 5)), Noise(dice, 60, 160, 5)),
            Decision.Rollback) == 50);
    }

    [Fact]
    public void One_point_a_side_says_nothing()
    {
        var answer = CaseJudge.Judge(Of([1], [100]));
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.NoData), (answer.Decision, answer.Cause));
    }

    [Fact]
    public void Two_sides_without_any_point_say_nothing()
    {
        foreach (var gone in new double[][] { [], [.. Enumerable.Repeat(double.NaN, 60)] })
        {
            var answer = CaseJudge.Judge(Of(gone, gone));
            Assert.Equal((Decision.Inconclusive, (Cause?)Cause.NoData), (answer.Decision, answer.Cause));
        }
    }

    [Fact]
    public void Constants_that_hardly_differ_are_promoted()
    {
        Assert.Equal(Decision.Promote,
            CaseJudge.Judge(Of(MadeSeries.Constant(60, 100), MadeSeries.Constant(60, 100.01))).Decision);
        Assert.Equal(Decision.Rollback,
            CaseJudge.Judge(Of(MadeSeries.Constant(60, 100), MadeSeries.Constant(60, 150))).Decision);
    }

    [Fact]
    public void A_critical_signal_whose_data_vanished_is_no_promote()
    {
        var dice = new Dice(1);
        const int At = 1000;
        var series = new SeriesDefinition
        {
            Name = "web-1",
            IntervalSeconds = 300,
            Signals = new Dictionary<string, double[]>
            {
                ["cpu"] = Noise(dice, At + 60, 50, 2),
                ["p99"] = [.. Noise(dice, At, 0.1, 0.005), .. Enumerable.Repeat(double.NaN, 60)],
            },
        };
        var answer = CaseJudge.Judge(new()
        {
            Series = series,
            At = At,
            Signals = ["cpu", "p99"],
            Critical = new HashSet<string> { "p99" },
        });
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.NoData), (answer.Decision, answer.Cause));

        var pair = CaseJudge.Judge(Of(Noise(dice, 60, 1, 0.1), [.. Enumerable.Repeat(double.NaN, 60)]));
        Assert.Equal((Decision.Inconclusive, (Cause?)Cause.NoData), (pair.Decision, pair.Cause));
    }

    private static int CountOf(int cases, Func<Dice, CaseQuestion> make, Decision decision)
    {
        var count = 0;
        for (var seed = 0; seed < cases; seed++)
            if (CaseJudge.Judge(make(new((ulong)seed * 7919 + 3))).Decision == decision)
                count++;
        return count;
    }
}
