using Bellwether.Agent.Baselines;
using Bellwether.Agent.Judging.Counts;

namespace Bellwether.Agent.Tests.Judging.Counts;

public sealed class ScoreIntervalTests
{
    [Fact]
    public void Zero_errors_need_765_requests_to_exclude_half_a_percentage_point()
    {
        var clean = CountPair.Of(0, 1e12);
        Assert.True(ScoreInterval.OfDifference(CountPair.Of(0, 764), clean).High > 0.005);
        Assert.True(ScoreInterval.OfDifference(CountPair.Of(0, 765), clean).High <= 0.005);
    }

    [Theory]
    [InlineData(56, 70, 48, 80)]
    [InlineData(0, 20, 0, 30)]
    [InlineData(10, 10, 0, 20)]
    [InlineData(3, 250, 9, 18750)]
    public void The_difference_s_interval_is_where_the_score_on_a_searched_likelihood_is_196(
        double x1, double n1, double x0, double n0)
    {
        var (low, high) = ScoreInterval.OfDifference(CountPair.Of(x1, n1), CountPair.Of(x0, n0));
        // At a zero-width edge (all of all) there is nothing to search.
        if (low > -1 && x1 / n1 - x0 / n0 > -1) Assert.Equal(1.96, SearchedScore(x1, n1, x0, n0, low), 2);
        if (high < 1) Assert.Equal(-1.96, SearchedScore(x1, n1, x0, n0, high), 2);
        Assert.InRange(x1 / n1 - x0 / n0, low, high);
    }

    [Fact]
    public void The_published_example_of_the_difference_is_met()
    {
        // Newcombe, Statistics in Medicine 17 (1998), table II, example (a), method 4.
        var (low, high) = ScoreInterval.OfDifference(CountPair.Of(56, 70), CountPair.Of(48, 80));
        Assert.Equal(0.0528, low, 3);
        Assert.Equal(0.3382, high, 3);
    }

    [Fact]
    public void The_quotient_s_interval_holds_the_estimate_and_narrows_with_requests()
    {
        var few = ScoreInterval.OfQuotient(CountPair.Of(12, 100), CountPair.Of(80, 1000));
        var many = ScoreInterval.OfQuotient(CountPair.Of(1200, 10000), CountPair.Of(8000, 100000));
        Assert.InRange(1.5, few.Low, few.High);
        Assert.InRange(1.5, many.Low, many.High);
        Assert.True(many.High < few.High && many.Low > few.Low);
    }

    [Fact]
    public void The_quotient_is_unbounded_above_a_clean_baseline_and_zero_below_clean_counts()
    {
        Assert.Equal(double.PositiveInfinity, ScoreInterval.OfQuotient(CountPair.Of(1, 10), CountPair.Of(0, 10)).High);
        Assert.Equal(0, ScoreInterval.OfQuotient(CountPair.Of(0, 10), CountPair.Of(1, 10)).Low);
    }

    [Fact]
    public void Hostile_counts_never_throw_and_never_give_a_number_that_is_none()
    {
        double[] counts = [0, 1, 3, 1e6, 1e15, 1e-9, 0.5];
        foreach (var x1 in counts) foreach (var n1 in counts) foreach (var x0 in counts) foreach (var n0 in counts)
        {
            var (one, zero) = (CountPair.Of(x1, n1), CountPair.Of(x0, n0));
            var difference = ScoreInterval.OfDifference(one, zero);
            var quotient = ScoreInterval.OfQuotient(one, zero);
            Assert.InRange(difference.Low, -1, 1);
            Assert.InRange(difference.High, -1, 1);
            Assert.False(double.IsNaN(quotient.Low) || double.IsNaN(quotient.High));
        }
    }

    /// <summary>The same score, its restricted likelihood searched in small steps in place of the cubic.</summary>
    private static double SearchedScore(double x1, double n1, double x0, double n0, double difference)
    {
        static double Log(double count, double share) => count == 0 ? 0 : share <= 0 ? -1e300 : count * Math.Log(share);
        var (best, at) = (double.NegativeInfinity, 0.0);
        for (var i = 0; i <= 2_000_000; i++)
        {
            var p0 = i / 2_000_000.0;
            var p1 = p0 + difference;
            if (p1 is < 0 or > 1) continue;
            var likelihood = Log(x1, p1) + Log(n1 - x1, 1 - p1) + Log(x0, p0) + Log(n0 - x0, 1 - p0);
            if (likelihood > best) (best, at) = (likelihood, p0);
        }

        var q1 = Math.Clamp(at + difference, 0, 1);
        var variance = (q1 * (1 - q1) / n1 + at * (1 - at) / n0) * (n1 + n0) / (n1 + n0 - 1);
        return (x1 / n1 - x0 / n0 - difference) / Math.Sqrt(variance);
    }
}
